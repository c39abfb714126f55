package io.callstream.gateway.chat;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an image or a document is. */
public sealed interface Media {
    /** @param mediaType where whoever wrote it says one; null else */
    record Url(String url, @Nullable String mediaType) implements Media {
        public Url(String url) {
            this(url, null);
        }
    }

    record Inline(String mediaType, String base64) implements Media {}

    /** Kept by the provider. @param mediaType as of {@link Url} */
    record Kept(String fileId, @Nullable String mediaType) implements Media {}

    /** The same with a media type that is said beside it; content says its own. */
    default Media as(@Nullable String type) {
        if (type == null || this instanceof Inline) {
            return this;
        }
        return this instanceof Url url
                ? new Url(url.url(), known(type))
                : new Kept(((Kept) this).fileId(), known(type));
    }

    String SCHEME = "data:";
    String BASE64 = ";base64,";

    /** No media type, and often written for one. */
    String JPG = "image/jpg";

    String JPEG = "image/jpeg";

    /** What an address holds: a {@code data:} one holds the content itself; empty for one that is not in base64. */
    static Optional<Media> of(String url) {
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.of(new Url(url));
        }
        int at = url.indexOf(',') - BASE64.length() + 1;
        if (at < 0 || !url.startsWith(BASE64, at)) {
            return Optional.empty();
        }
        String said = url.substring(SCHEME.length(), at);
        int parameters = said.indexOf(';');
        String type =
                (parameters < 0 ? said : said.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return Optional.of(new Inline(known(type), url.substring(at + BASE64.length())));
    }

    /** A media type as everybody knows it. */
    static String known(String type) {
        return type.equals(JPG) ? JPEG : type;
    }
}
