package io.callstream.gateway.config;

import io.callstream.settings.Section;
import java.util.List;
import java.util.Locale;

/** What is told about a call. */
public record CaptureConfig(
        @Setting(
                key = "callstream.events",
                says = "Whether calls are recorded at all; off is for measuring what it costs.")
        boolean events,

        @Setting(
                key = "callstream.chunks",
                says = "Whether every chunk of a stream is recorded as an event of its own.")
        boolean chunks,

        @Setting(
                key = "callstream.capture",
                says = "What events keep of bodies: `full`, `reference` (files beside the spool) or `none`.")
        Capture bodies,

        @Setting(
                key = "litellm_settings.turn_off_message_logging",
                says = "Removes what people and models wrote from every event, before anything is written to disk.")
        boolean redact,

        BodyConfig storage,

        @Setting(
                key = "callstream.request_headers",
                says =
                        "Request headers that events keep, such as `x-team` or `langfuse_*`; those that carry credentials are never kept.")
        List<String> requestHeaders) {
    public CaptureConfig {
        requestHeaders = requestHeaders.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !SecretNames.matches(name))
                .distinct()
                .toList();
    }

    static CaptureConfig read(Section callstream, Section litellmSettings) {
        return new CaptureConfig(
                callstream.flag("events", true),
                callstream.flag("chunks", true),
                callstream.choice("capture", Capture.class, Capture.FULL),
                litellmSettings.flag("turn_off_message_logging", false),
                BodyConfig.read(callstream.section("bodies")),
                callstream.texts("request_headers"));
    }
}
