package io.callstream.gateway.stage.hook;

/** Where request hooks are found; asked at the start and at each reload. Safe for use by several threads. */
public interface HookSource {
    /** Without any hooks. */
    HookSource NONE = of(HookCatalogue.EMPTY);

    /** What is there, as a text that is another one when {@link #load} would find something else. */
    String state();

    /**
     * The hooks that are there now; whoever asks closes them.
     *
     * @throws io.callstream.settings.SettingsException if one of them cannot be loaded
     */
    HookCatalogue load();

    /** Always the same. */
    static HookSource of(HookCatalogue catalogue) {
        return new HookSource() {
            @Override
            public String state() {
                return "";
            }

            @Override
            public HookCatalogue load() {
                return catalogue;
            }
        };
    }
}
