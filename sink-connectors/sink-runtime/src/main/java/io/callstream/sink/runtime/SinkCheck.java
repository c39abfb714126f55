package io.callstream.sink.runtime;

import io.callstream.settings.SettingsException;
import java.util.List;

/** Reads a sink's settings as its start would, and starts nothing. */
public final class SinkCheck {
    private SinkCheck() {}

    /** What is wrong with them; empty when the sink would start. */
    public static List<String> problems(SinkRunnerOptions options) {
        try {
            SinkPlan.all(options);
            return List.of();
        } catch (SettingsException e) {
            return e.problems();
        }
    }
}
