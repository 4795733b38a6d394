package dev.rejoin.checker;

/** The check could not be done; the message says why. */
final class CheckerException extends RuntimeException {
    CheckerException(String message) {
        super(message);
    }
}
