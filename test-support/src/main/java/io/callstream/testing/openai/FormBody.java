package io.callstream.testing.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code multipart/form-data} body; one that breaks the rules of RFC 7578 is none at all. */
final class FormBody {
    private static final Pattern TYPE =
            Pattern.compile("(?i)multipart/form-data;\\s*boundary=\"?([0-9A-Za-z'()+_,./:=? -]{1,70}?)\"?\\s*");
    private static final Pattern NAME = Pattern.compile("(?i)form-data;.*?\\bname=\"([^\"]*)\".*", Pattern.DOTALL);
    private static final Pattern FILE_NAME = Pattern.compile("(?i).*;\\s*filename=\"([^\"]*)\".*", Pattern.DOTALL);
    private static final String DISPOSITION = "content-disposition:";
    private static final String HEAD_END = "\r\n\r\n";

    private final List<Part> parts;

    private FormBody(List<Part> parts) {
        this.parts = parts;
    }

    /** @param fileName null where the part is a field */
    record Part(String name, @Nullable String fileName, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static Optional<FormBody> read(@Nullable String contentType, byte[] body) {
        Matcher type = TYPE.matcher(contentType == null ? "" : contentType);
        return type.matches() ? parts(body, "--" + type.group(1)) : Optional.empty();
    }

    /** The fields as JSON has them, several of one name (also as {@code name[]}) as an array; no files. */
    ObjectNode fields() {
        ObjectNode fields = Json.object();
        for (Part part : parts) {
            if (part.fileName() != null) {
                continue;
            }
            if (part.name().endsWith("[]")) {
                fields.withArray(part.name().substring(0, part.name().length() - 2))
                        .add(part.text());
            } else {
                fields.put(part.name(), part.text());
            }
        }
        return fields;
    }

    /** The first file of that name, also as {@code name[]}. */
    Optional<Part> file(String name) {
        return parts.stream()
                .filter(part -> part.fileName() != null)
                .filter(part -> part.name().equals(name) || part.name().equals(name + "[]"))
                .findFirst();
    }

    private static Optional<FormBody> parts(byte[] body, String delimiter) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int at = text.startsWith(delimiter) ? delimiter.length() : -1;
        while (at >= 0 && text.startsWith("\r\n", at)) {
            int end = text.indexOf("\r\n" + delimiter, at);
            Optional<Part> part = end < 0 ? Optional.empty() : part(text.substring(at + 2, end));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
            at = end + 2 + delimiter.length();
        }
        return at >= 0 && text.startsWith("--", at) ? Optional.of(new FormBody(List.copyOf(parts))) : Optional.empty();
    }

    private static Optional<Part> part(String text) {
        int headEnd = text.indexOf(HEAD_END);
        return headEnd < 0
                ? Optional.empty()
                : text.substring(0, headEnd)
                        .lines()
                        .filter(line -> line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length()))
                        .map(line -> line.substring(DISPOSITION.length()).strip())
                        .flatMap(line -> named(line, text.substring(headEnd + HEAD_END.length())).stream())
                        .findFirst();
    }

    private static Optional<Part> named(String disposition, String content) {
        Matcher name = NAME.matcher(disposition);
        Matcher file = FILE_NAME.matcher(disposition);
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return name.matches()
                ? Optional.of(new Part(name.group(1), file.matches() ? file.group(1) : null, bytes))
                : Optional.empty();
    }
}
