package io.callstream.gateway.api.openai;

import io.callstream.gateway.event.RequestMetadata;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts together what a request's body and LiteLLM's headers say about the call. */
public final class MetadataReader {
    private MetadataReader() {}

    /**
     * Reads both.
     *
     * @param scan the body; null when it could not be read
     * @param headers finds a request header by its lower-case name
     */
    public static RequestMetadata read(@Nullable RequestScan scan, Function<String, @Nullable String> headers) {
        return new RequestMetadata(
                firstOf(scan == null ? null : scan.user(), headers, "x-litellm-end-user-id", "x-litellm-customer-id"),
                firstOf(scan == null ? null : scan.sessionId(), headers, "x-litellm-session-id"),
                joined(scan == null ? List.of() : scan.tags(), headers.apply("x-litellm-tags")),
                scan == null ? Map.of() : scan.metadata(),
                scan != null && scan.noLog(),
                scan != null && scan.redact() || "true".equals(headers.apply("x-litellm-enable-message-redaction")),
                scan == null ? List.of() : scan.callbacks(),
                joined(
                        scan == null ? List.of() : scan.disabledCallbacks(),
                        headers.apply("x-litellm-disable-callbacks")));
    }

    private static @Nullable String firstOf(
            @Nullable String said, Function<String, @Nullable String> headers, String... names) {
        String found = said;
        for (int i = 0; found == null && i < names.length; i++) {
            found = headers.apply(names[i]);
        }
        return found;
    }

    private static List<String> joined(List<String> said, @Nullable String header) {
        if (header == null) {
            return said;
        }
        Set<String> all = new LinkedHashSet<>(said);
        for (String part : header.split(",", -1)) {
            String name = part.strip();
            if (!name.isEmpty()) {
                all.add(name);
            }
        }
        return List.copyOf(all);
    }
}
