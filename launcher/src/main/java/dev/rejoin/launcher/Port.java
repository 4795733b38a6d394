package dev.rejoin.launcher;

import dev.rejoin.launcher.CommandTree.WrongCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the service is to listen. */
final class Port {
    private static final String DEFAULT = "8080";
    private static final int LAST = 65_535;

    private Port() {}

    /** The one asked for, or that of the environment, or 8080; refused where it is taken. */
    static String free(@Nullable String asked, Map<String, String> environment) {
        var port = asked == null ? environment.getOrDefault("REJOIN_PORT", DEFAULT) : asked;
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > LAST) {
            throw new WrongCall("\"%s\" is not a port; a port is a number from 1 to %d.".formatted(port, LAST));
        }
        if (isTaken(Integer.parseInt(port))) {
            throw new WrongCall(
                    "Port %s is taken by another program. Stop that one, or choose another port with --port."
                            .formatted(port));
        }
        return port;
    }

    private static boolean isTaken(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
