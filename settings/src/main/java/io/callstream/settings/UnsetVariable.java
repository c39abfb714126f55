package io.callstream.settings;

/** Stands in the values of a section for {@code os.environ/NAME} when the variable is not set. */
record UnsetVariable(String name) implements NoValue {
    @Override
    public String why() {
        return "needs environment variable " + name + ", which is not set";
    }

    @Override
    public String toString() {
        return "environment variable " + name + ", which is not set";
    }
}
