package io.callstream.cli.newsink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Text with words between at signs that stand for what differs from sink to sink. */
final class Template {
    private Template() {}

    /**
     * @param resource the template's name
     * @param words what stands for what
     */
    static String fill(String resource, Map<String, String> words) {
        String text = read(resource);
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue());
        }
        return text;
    }

    private static String read(String resource) {
        try (InputStream in = Template.class.getResourceAsStream(resource + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("template " + resource + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
