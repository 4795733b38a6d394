package dev.rejoin.search;

/** There are no vectors; the message is a sentence for whoever runs the service. */
public class EmbeddingException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean lasting;

    /** @param lasting whether the same texts will be refused again */
    public EmbeddingException(String sentence, boolean lasting) {
        super(sentence);
        this.lasting = lasting;
    }

    public boolean lasting() {
        return lasting;
    }
}
