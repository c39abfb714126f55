package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Section;
import java.util.List;
import java.util.Locale;

/** What is recorded about a call. */
public record CaptureConfig(
        boolean events,
        boolean chunks,
        Capture bodies,
        boolean redact,
        BodyConfig storage,
        List<String> requestHeaders,
        RedactionConfig redaction) {
    static final Key<Boolean> EVENTS = Key.flag("events")
            .byDefault("true")
            .says("Whether calls are recorded at all; off is for measuring what it costs.");
    static final Key<Boolean> CHUNKS = Key.flag("chunks")
            .byDefault("true")
            .says("Whether every chunk of a stream is recorded as an event of its own.");
    static final Key<Capture> BODIES = Key.choice("capture", Capture.class)
            .byDefault("full")
            .says("What events keep of bodies: `full`, `reference` (files beside the spool) or `none`.");
    static final Key<List<String>> REQUEST_HEADERS = Key.texts("request_headers")
            .expecting(names -> names.stream().allMatch(HeaderLines::isName), "names of headers")
            .byDefault(List.of(), "")
            .says("Request headers that events keep, such as `x-team` or `langfuse_*`; those that carry credentials are"
                    + " never kept.");

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Boolean> REDACT = Key.flag("turn_off_message_logging")
                .byDefault("false")
                .says("Removes what people and models wrote from every event, before anything is written to disk.");

        private OfLitellm() {}
    }

    public CaptureConfig {
        requestHeaders = requestHeaders.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !SecretNames.matches(name))
                .distinct()
                .toList();
    }

    static CaptureConfig read(Section callstream, Section litellmSettings) {
        return new CaptureConfig(
                callstream.get(EVENTS),
                callstream.get(CHUNKS),
                callstream.get(BODIES),
                litellmSettings.get(OfLitellm.REDACT),
                BodyConfig.read(callstream.section("bodies")),
                callstream.get(REQUEST_HEADERS),
                RedactionConfig.read(callstream.section("redaction")));
    }
}
