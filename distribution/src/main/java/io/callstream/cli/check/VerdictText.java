package io.callstream.cli.check;

import java.util.ArrayList;
import java.util.List;

/** A verdict for people. */
final class VerdictText {
    private final List<String> lines = new ArrayList<>();

    private VerdictText() {}

    static List<String> of(String file, ConfigVerdict verdict) {
        VerdictText text = new VerdictText();
        text.lines.add(file + ": " + (verdict.starts() ? "starts" : "does not start"));
        text.each("problem", verdict.problems());
        text.models(verdict);
        text.each("left out", verdict.disabled());
        text.each("note", verdict.callbacks().notes());
        text.each("note", verdict.unreachedAlerts());
        text.each("warning", verdict.notes().warnings());
        text.each("unknown key", verdict.notes().unknown());
        text.list("no effect", verdict.notes().ignored());
        return text.lines;
    }

    private void models(ConfigVerdict verdict) {
        list(
                "models",
                verdict.models().entrySet().stream()
                        .map(model -> model.getValue() == 1
                                ? model.getKey()
                                : model.getKey() + " (" + model.getValue() + " deployments)")
                        .toList());
        list("aliases", List.copyOf(verdict.aliases()));
        list("sinks", List.copyOf(verdict.callbacks().sinks().keySet()));
    }

    private void each(String title, List<?> items) {
        items.forEach(item -> lines.add("  " + title + ": " + item));
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            lines.add("  " + title + ": " + String.join(", ", items));
        }
    }
}
