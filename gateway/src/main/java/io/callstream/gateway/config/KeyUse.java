package io.callstream.gateway.config;

/**
 * What becomes of one key of a configuration file.
 *
 * @param path with its parents, such as {@code model_list[3].litellm_params.rpm}
 * @param says what it does, or why it does nothing
 */
public record KeyUse(String path, Use use, String says) {
    /** What becomes of a key. */
    public enum Use {
        /** It is read, and counts. */
        USED("used"),
        /** It has no effect here, and no harm comes of that. */
        NO_EFFECT("no effect"),
        /** It belongs to something that is left out. */
        LEFT_OUT("left out"),
        /** Nobody knows it: it is misspelt, or new in LiteLLM. */
        UNKNOWN("unknown"),
        /** It stops the start. */
        PROBLEM("problem");

        private final String word;

        Use(String word) {
            this.word = word;
        }

        /** For people and programs. */
        public String word() {
            return word;
        }
    }

    /** The same key, with something else to be said of it. */
    public KeyUse as(Use other, String why) {
        return new KeyUse(path, other, why);
    }
}
