package io.callstream.gateway.config;

import io.callstream.settings.Section;
import io.callstream.settings.Similar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says of a key that nobody reads whether it may be left out. For one thread. */
final class KeyJudge {
    private final LitellmKeys table = LitellmKeys.all();
    private final Set<String> accepted;
    private final List<String> ignored = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    KeyJudge(Set<String> accepted) {
        this.accepted = accepted;
    }

    /** Keys that are left out: without effect, or accepted to be so. */
    List<String> ignored() {
        return List.copyOf(ignored);
    }

    /** Keys that LiteLLM is not known to have. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** The file's sections. */
    List<String> sections() {
        List<String> names = new ArrayList<>(List.of("callstream"));
        table.rows().stream()
                .map(LitellmKey::key)
                .filter(key -> key.indexOf('.') < 0 && key.indexOf('[') < 0)
                .forEach(names::add);
        names.add("callback_settings");
        return names;
    }

    boolean knows(Section section, String key) {
        return table.find(path(section, key)).isPresent();
    }

    void judge(Section section, String key) {
        String path = path(section, key);
        Optional<LitellmKey> row = table.find(path);
        if (row.isEmpty()) {
            unknown.add(path + guess(path));
        } else if (row.get().kind() == LitellmKey.Kind.STOPS && section.asks(key) && !isAccepted(path)) {
            section.problem(key, harm(row.get()));
        } else {
            ignored.add(path);
        }
    }

    /** Every key that nobody has read, of a section and of those that were opened from it. */
    void judgeAll(Section section) {
        section.unread().forEach(key -> judge(section, key));
        section.opened().forEach(this::judgeAll);
    }

    private static String harm(LitellmKey row) {
        return "cannot be left out without harm. " + row.says() + " Remove it, or name it in callstream.accept_ignored";
    }

    /** What an entry says and does not need, because it leads to another one. */
    void ignore(Section section, List<String> keys) {
        keys.stream().filter(section::has).forEach(key -> {
            section.accept(key);
            ignored.add(path(section, key));
        });
    }

    /** Something that only its value shows to be dangerous, such as a guardrail among the callbacks. */
    void refuse(Section section, String key, String item, String says) {
        if (!isAccepted(path(section, key) + "." + item) && !isAccepted(path(section, key))) {
            section.problem(
                    key,
                    "names " + item + ". " + says + " Remove it, or name " + path(section, key) + "." + item
                            + " in callstream.accept_ignored");
        }
    }

    private boolean isAccepted(String path) {
        String general = LitellmKeys.general(path);
        return accepted.contains(path) || accepted.contains(general);
    }

    private String guess(String path) {
        int dot = path.lastIndexOf('.') + 1;
        String general = LitellmKeys.general(path.substring(0, dot));
        List<String> known = table.rows().stream()
                .map(LitellmKey::key)
                .filter(key -> key.startsWith(general) && key.indexOf('.', dot) < 0)
                .map(key -> key.substring(key.lastIndexOf('.') + 1).replace("*", ""))
                .toList();
        return Similar.to(path.substring(dot), known)
                .map(meant -> " (did you mean " + meant + "?)")
                .orElse("");
    }

    private static String path(Section section, String key) {
        return section.path().isEmpty() ? key : section.path() + "." + key;
    }
}
