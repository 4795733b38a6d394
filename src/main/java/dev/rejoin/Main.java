package dev.rejoin;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The service. What the environment says is looked at first: nobody else would name the variable that is wrong. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        var wrong = Environment.wrong(System.getenv());
        if (wrong.isEmpty()) {
            Quarkus.run(arguments);
        } else {
            wrong.forEach(sentence -> System.err.println("Rejoin does not start: " + sentence));
            System.exit(1);
        }
    }
}
