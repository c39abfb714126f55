package io.callstream.gateway.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one table of LiteLLM's configuration keys: which work here, which have no effect, and which must not be left out. */
final class LitellmKeys {
    private static final String TABLE = "litellm-keys.txt";
    private static final String ITEM = "\\[\\d+\\]";

    private static final LitellmKeys ALL = load();

    private final List<LitellmKey> rows;

    private LitellmKeys(List<LitellmKey> rows) {
        this.rows = rows;
    }

    static LitellmKeys all() {
        return ALL;
    }

    private static LitellmKeys load() {
        try (InputStream in = LitellmKeys.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + TABLE);
            }
            return new LitellmKeys(rows(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<LitellmKey> rows(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(LitellmKeys::row)
                .toList();
    }

    List<LitellmKey> rows() {
        return rows;
    }

    /** @param path with its parents, such as {@code model_list[3].litellm_params.rpm} */
    Optional<LitellmKey> find(String path) {
        String general = general(path);
        return rows.stream().filter(row -> row.matches(general)).findFirst();
    }

    /** Without the numbers of list items. */
    static String general(String path) {
        return path.replaceAll(ITEM, "[]");
    }

    private static LitellmKey row(String line) {
        String[] cells = line.split(" \\| ", 3);
        return new LitellmKey(
                cells[1].strip(), LitellmKey.Kind.valueOf(cells[0].strip().toUpperCase(Locale.ROOT)), cells[2].strip());
    }
}
