package dev.rejoin.launcher;

import java.nio.file.Path;

/**
 * Understands a command line. Where something is to be started, it writes what into the file that the system property
 * {@code rejoin.plan} names; the status is 0 then, and 2 where the call was wrong.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var checkout = new Checkout(
                Path.of(System.getProperty("rejoin.home")), Path.of(System.getProperty("rejoin.checkout")));
        var plan = Path.of(System.getProperty("rejoin.plan"));
        System.exit(CommandTree.of(checkout, System.getenv(), made -> made.write(plan))
                .execute(arguments));
    }
}
