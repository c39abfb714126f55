package io.callstream.sink.runtime.subscribe;

import io.callstream.events.EventKind;
import io.callstream.settings.CallbackLists;
import io.callstream.settings.Section;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which events a sink gets.
 *
 * @param audience whose calls it gets
 * @param kinds the kinds it hears of, at least one
 * @param content whether it sees prompts and completions
 */
public record Subscription(Audience audience, Set<EventKind> kinds, boolean content) {
    public Subscription {
        kinds = Set.copyOf(kinds);
    }

    /**
     * Reads {@code events} and {@code include_content} (or LiteLLM's {@code turn_off_message_logging}, its opposite) of the
     * sink's section. The {@code events} setting wins over the
     * callback lists; a sink that neither names gets the defaults.
     */
    public static Subscription read(Audience audience, Section settings, CallbackLists lists, Set<EventKind> defaults) {
        boolean content = settings.flag("include_content", !settings.flag("turn_off_message_logging", false));
        return new Subscription(audience, kinds(audience.sink(), settings, lists, defaults), content);
    }

    public List<String> topics() {
        return kinds.stream().map(EventKind::topic).sorted().toList();
    }

    private static Set<EventKind> kinds(String sink, Section settings, CallbackLists lists, Set<EventKind> defaults) {
        Set<EventKind> named = EnumSet.noneOf(EventKind.class);
        for (String word : settings.texts("events")) {
            try {
                named.add(EventKind.ofWord(word));
            } catch (IllegalArgumentException e) {
                settings.problem("events", String.valueOf(e.getMessage()));
            }
        }
        if (named.isEmpty()) {
            addListed(sink, lists, named);
        }
        return named.isEmpty() ? defaults : named;
    }

    private static void addListed(String sink, CallbackLists lists, Set<EventKind> named) {
        if (lists.hearsPreCalls(sink)) {
            named.add(EventKind.PRE_CALL);
        }
        if (lists.hearsSuccesses(sink)) {
            named.add(EventKind.SUCCESS);
        }
        if (lists.hearsFailures(sink)) {
            named.add(EventKind.FAILURE);
        }
    }
}
