package io.callstream.settings;

/** A password, key or token. It never prints itself; whoever needs it says so by calling {@link #reveal()}. */
public record Secret(String reveal) {
    public Secret {
        if (reveal.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
    }

    @Override
    public String toString() {
        return "****";
    }
}
