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
 * @param routeFilter whose calls it gets
 * @param kinds the kinds it hears of, at least one
 * @param content whether it sees prompts and completions
 * @param keyInfo whether it sees whose key a call was made with
 */
public record Subscription(RouteFilter routeFilter, Set<EventKind> kinds, boolean content, boolean keyInfo) {
    public Subscription {
        kinds = Set.copyOf(kinds);
    }

    public Subscription(RouteFilter routeFilter, Set<EventKind> kinds, boolean content) {
        this(routeFilter, kinds, content, true);
    }

    /**
     * What LiteLLM's own settings say for a sink that does not say it itself.
     *
     * @param content {@code callback_settings.<sink>.message_logging}
     * @param keyInfo the opposite of {@code litellm_settings.redact_user_api_key_info}
     */
    public record Privacy(boolean content, boolean keyInfo) {
        /** @param root of the whole configuration */
        public static Privacy read(Section root, String sink) {
            return new Privacy(
                    root.section("callback_settings").section(sink).flag("message_logging", true),
                    !root.section("litellm_settings").flag("redact_user_api_key_info", false));
        }
    }

    /**
     * Reads {@code events}, {@code include_content} (or LiteLLM's {@code message_logging}, or {@code turn_off_message_logging}, its
     * opposite) and {@code redact_user_api_key_info} of the sink's section. The {@code events} setting wins over the
     * callback lists; a sink that neither names gets the defaults.
     */
    public static Subscription read(
            RouteFilter routeFilter, Section settings, CallbackLists lists, Set<EventKind> defaults, Privacy privacy) {
        boolean logged = settings.flag("message_logging", privacy.content());
        boolean content = settings.flag("include_content", !settings.flag("turn_off_message_logging", !logged));
        boolean keyInfo = !settings.flag("redact_user_api_key_info", !privacy.keyInfo());
        return new Subscription(routeFilter, kinds(routeFilter.sink(), settings, lists, defaults), content, keyInfo);
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
