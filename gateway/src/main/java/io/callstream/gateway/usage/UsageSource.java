package io.callstream.gateway.usage;

/** Where the numbers of a call's usage come from; the {@code usage_source} column. */
public enum UsageSource {
    /** The provider reported them. */
    PROVIDER("provider"),
    /** The gateway counted them with a tokenizer, because the provider did not report any. */
    COUNTED("counted"),
    /** The provider did not report any, and the gateway could not count them: too much waited to be counted, or the answer cannot be read. */
    UNKNOWN("unknown");

    private final String word;

    UsageSource(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
