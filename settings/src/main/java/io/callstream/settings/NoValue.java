package io.callstream.settings;

/** Stands in the values of a section for a key that is there and says nothing. */
sealed interface NoValue permits UnsetVariable, NoValue.Blank {
    /** Completes "api_key ...". */
    String why();

    /** {@code key:} with nothing behind it, or {@code null}. */
    record Blank() implements NoValue {
        static final Blank INSTANCE = new Blank();

        @Override
        public String why() {
            return "is empty";
        }
    }
}
