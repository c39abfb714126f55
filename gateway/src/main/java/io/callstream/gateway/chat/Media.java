package io.callstream.gateway.chat;

import java.util.Optional;

/** Where an image or a document is. */
public sealed interface Media {
    record Url(String url) implements Media {}

    record Inline(String mediaType, String base64) implements Media {}

    /** Kept by the provider. */
    record Kept(String fileId) implements Media {}

    String SCHEME = "data:";
    String BASE64 = ";base64,";

    /** What an address holds: a {@code data:} one holds the content itself; empty for one that is not in base64. */
    static Optional<Media> of(String url) {
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.of(new Url(url));
        }
        int at = url.indexOf(BASE64);
        if (at < 0) {
            return Optional.empty();
        }
        String type = url.substring(SCHEME.length(), at);
        int parameters = type.indexOf(';');
        return Optional.of(
                new Inline(parameters < 0 ? type : type.substring(0, parameters), url.substring(at + BASE64.length())));
    }
}
