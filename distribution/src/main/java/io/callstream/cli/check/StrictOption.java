package io.callstream.cli.check;

/** What {@code --strict} means, wherever it stands. */
public final class StrictOption {
    public static final String SAYS =
            "Refuse to start when the configuration has a model, key or callback that is left out here.";

    private StrictOption() {}
}
