package io.callstream.gateway.api.openai;

import io.callstream.gateway.event.RequestMetadata;
import io.netty.util.AsciiString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts together what a request's body and LiteLLM's headers say about the call. */
public final class MetadataReader {
    /** Names the end user. */
    public static final AsciiString END_USER = AsciiString.cached("x-litellm-end-user-id");
    /** The same, after that one. */
    public static final AsciiString CUSTOMER = AsciiString.cached("x-litellm-customer-id");

    private static final AsciiString SESSION = AsciiString.cached("x-litellm-session-id");
    private static final AsciiString TAGS = AsciiString.cached("x-litellm-tags");
    private static final AsciiString REDACTION = AsciiString.cached("x-litellm-enable-message-redaction");
    private static final AsciiString DISABLED = AsciiString.cached("x-litellm-disable-callbacks");

    private MetadataReader() {}

    /**
     * Reads both.
     *
     * @param scan the body; null when it could not be read
     * @param headers finds a request header by its lower-case name
     */
    public static RequestMetadata read(@Nullable RequestScan scan, Function<CharSequence, @Nullable String> headers) {
        return new RequestMetadata(
                endUser(scan, headers),
                firstOf(scan == null ? null : scan.sessionId(), headers, SESSION),
                joined(scan == null ? List.of() : scan.tags(), headers.apply(TAGS)),
                scan == null ? Map.of() : scan.metadata(),
                scan != null && scan.noLog(),
                scan != null && scan.redact() || "true".equalsIgnoreCase(headers.apply(REDACTION)),
                scan == null ? List.of() : scan.callbacks(),
                joined(scan == null ? List.of() : scan.disabledCallbacks(), headers.apply(DISABLED)));
    }

    /** Who stands before the gateway sets headers, and so they come before what its callers write. */
    private static @Nullable String endUser(
            @Nullable RequestScan scan, Function<CharSequence, @Nullable String> headers) {
        String named = firstOf(null, headers, END_USER, CUSTOMER);
        return named == null && scan != null ? scan.user() : named;
    }

    private static @Nullable String firstOf(
            @Nullable String said, Function<CharSequence, @Nullable String> headers, AsciiString... names) {
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
