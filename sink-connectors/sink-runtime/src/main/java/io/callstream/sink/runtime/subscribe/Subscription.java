package io.callstream.sink.runtime.subscribe;

import io.callstream.events.EventKind;
import io.callstream.settings.CallbackLists;
import io.callstream.settings.Key;
import io.callstream.settings.KeyReference;
import io.callstream.settings.Section;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events a sink gets.
 *
 * @param routeFilter whose calls it gets
 * @param kinds the kinds it hears of, at least one
 * @param content whether it sees prompts and completions
 * @param keyInfo whether it sees whose key a call was made with
 */
public record Subscription(RouteFilter routeFilter, Set<EventKind> kinds, boolean content, boolean keyInfo) {
    static final Key<Set<EventKind>> EVENTS = Key.texts("events")
            .as(Subscription::kinds)
            .byDefault(Set.of(), "")
            .says("Any of `pre-call`, `chunk`, `success`, `failure`; wins over the callback lists.");
    static final Key<Optional<Boolean>> INCLUDE_CONTENT = Key.flag("include_content")
            .optional()
            .says(
                    "`false`: bodies, references to bodies, deltas and providers' error bodies are removed before the sink"
                            + " sees the event; by default `true`.");
    static final Key<Optional<Boolean>> NO_MESSAGES = Key.flag("turn_off_message_logging")
            .optional()
            .says("LiteLLM's word for the opposite of `include_content`.");
    static final Key<Optional<Boolean>> MESSAGES = Key.flag("message_logging")
            .optional()
            .says("LiteLLM's other word for `include_content`; by default `callback_settings.<name>.message_logging`.");
    static final Key<Optional<Boolean>> NO_KEY_INFO = Key.flag("redact_user_api_key_info")
            .optional()
            .says(
                    "`true`: key hash, key alias, team and user of the key are removed before the sink sees the event; the"
                            + " end user, whom the request names, stays. By default as in `litellm_settings`, else `false`.");

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
        boolean logged = settings.get(MESSAGES).orElse(privacy.content());
        boolean shown = !settings.get(NO_MESSAGES).orElse(!logged);
        boolean content = settings.get(INCLUDE_CONTENT).orElse(shown);
        boolean keyInfo = !settings.get(NO_KEY_INFO).orElse(!privacy.keyInfo());
        return new Subscription(
                routeFilter, kinds(routeFilter.sink(), settings.get(EVENTS), lists, defaults), content, keyInfo);
    }

    /** The settings that are read here. */
    public static List<Key<?>> keys() {
        return KeyReference.statedIn(Subscription.class);
    }

    public List<String> topics() {
        return kinds.stream().map(EventKind::topic).sorted().toList();
    }

    /** @throws IllegalArgumentException for a word that is none of them */
    private static Set<EventKind> kinds(List<String> words) {
        return words.stream().map(EventKind::ofWord).collect(Collectors.toSet());
    }

    private static Set<EventKind> kinds(
            String sink, Set<EventKind> said, CallbackLists lists, Set<EventKind> defaults) {
        Set<EventKind> named = EnumSet.noneOf(EventKind.class);
        named.addAll(said);
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
