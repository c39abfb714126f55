package io.callstream.sink.helicone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.FailureEvent;
import io.callstream.events.SuccessEvent;
import io.callstream.sink.json.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Helicone's proxy learns from headers and its logger from {@code meta}. What the caller said by Helicone's own names, in headers or
 * metadata, wins; the rest of the metadata becomes properties.
 */
final class Meta {
    private static final String PREFIX = "helicone-";
    private static final int MOST_PROPERTIES = 200;
    private static final int LONGEST_NAME = 200;
    /** Properties are for searching. */
    private static final int LONGEST_VALUE = 4_000;

    private static final int LONGEST_ID = 512;

    private static final String PROPERTY = "Helicone-Property-";
    private static final String AUTH = "helicone-auth";

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private Meta() {}

    static ObjectNode of(SuccessEvent event) {
        return new Meta()
                .call(event.getCallId(), event.getSessionId(), event.getEndUser(), event.getUserId())
                .caller(event.getTeamId(), event.getKeyAlias(), event.getTags())
                .said(event.getMetadata(), event.getRequestHeaders());
    }

    static ObjectNode of(FailureEvent event) {
        return new Meta()
                .call(event.getCallId(), event.getSessionId(), event.getEndUser(), event.getUserId())
                .caller(event.getTeamId(), event.getKeyAlias(), event.getTags())
                .said(event.getMetadata(), event.getRequestHeaders());
    }

    /** Helicone keeps ids of the versions 1 to 5 only, and makes up another for a call's own, which is of version 7. */
    static String requestId(String callId) {
        return UUID.nameUUIDFromBytes(callId.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Meta call(String callId, @Nullable String session, @Nullable String endUser, @Nullable String user) {
        json.put("Helicone-Request-Id", requestId(callId));
        put("Helicone-Session-Id", session == null ? null : Texts.id(session, LONGEST_ID));
        String who = endUser == null ? user : endUser;
        put("Helicone-User-Id", who == null ? null : Texts.id(who, LONGEST_ID));
        put(PROPERTY + "Call-Id", callId);
        return this;
    }

    private Meta caller(@Nullable String team, @Nullable String keyAlias, List<String> tags) {
        put(PROPERTY + "Team", team);
        put(PROPERTY + "Key-Alias", keyAlias);
        put(PROPERTY + "Tags", tags.isEmpty() ? null : Texts.cut(String.join(",", tags), LONGEST_VALUE));
        return this;
    }

    private ObjectNode said(Map<String, String> metadata, Map<String, String> headers) {
        metadata.entrySet().stream()
                .filter(said -> !ours(said.getKey()))
                .limit(MOST_PROPERTIES)
                .forEach(said -> put(
                        PROPERTY + Texts.id(said.getKey(), LONGEST_NAME), Texts.cut(said.getValue(), LONGEST_VALUE)));
        metadata.forEach(this::own);
        headers.forEach(this::own);
        return json;
    }

    private void own(String name, String value) {
        if (ours(name) && !name.equalsIgnoreCase(AUTH)) {
            json.put(title(Texts.id(name, LONGEST_NAME)), Texts.cut(value, LONGEST_VALUE));
        }
    }

    /** LiteLLM's users write {@code helicone_session_id} in metadata, too. */
    private static boolean ours(String name) {
        return dashed(name).startsWith(PREFIX);
    }

    private static String dashed(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String title(String name) {
        return Arrays.stream(dashed(name).split("-", -1))
                .map(word -> word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining("-"));
    }

    private void put(String name, @Nullable String value) {
        if (value != null && !json.has(name)) {
            json.put(name, value);
        }
    }
}
