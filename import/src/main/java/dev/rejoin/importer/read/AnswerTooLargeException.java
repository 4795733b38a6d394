package dev.rejoin.importer.read;

import java.io.IOException;

/** An answer was broken off because it would not have fitted into the memory set aside for it. */
final class AnswerTooLargeException extends IOException {

    AnswerTooLargeException(long limit) {
        super("the answer is larger than " + limit + " bytes");
    }
}
