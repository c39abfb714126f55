package io.callstream.gateway.config;

import io.callstream.settings.SettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The one table of providers: a new one that speaks a known form is a line in it. */
final class Providers {
    static final String OPENAI = "openai";
    private static final String TABLE = "providers.txt";
    private static final String NONE = "-";
    private static final int COLUMNS = 7;
    private static final Map<String, Provider> BY_WORD = load();

    private Providers() {}

    static Collection<Provider> all() {
        return BY_WORD.values();
    }

    static Optional<Provider> find(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    static Provider openAi() {
        return Objects.requireNonNull(BY_WORD.get(OPENAI), OPENAI);
    }

    static String supported() {
        return String.join(", ", BY_WORD.keySet());
    }

    private static Map<String, Provider> load() {
        try (InputStream in = Providers.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + TABLE);
            }
            return rows(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Provider> rows(InputStream in) {
        Map<String, Provider> read = new LinkedHashMap<>();
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Providers::row)
                .forEach(row -> read.put(row.word(), row));
        return read;
    }

    private static Provider row(String line) {
        String[] cells = line.split(" \\| ");
        if (cells.length != COLUMNS) {
            throw new SettingsException(TABLE + ": " + COLUMNS + " cells are expected: " + line);
        }
        return new Provider(
                cells[0].strip(),
                cells[1].strip(),
                list(cells[2]).stream().findFirst(),
                list(cells[3]),
                list(cells[4]),
                cells[5].strip().equals("asked"),
                cells[6].strip());
    }

    private static List<String> list(String cell) {
        return cell.strip().equals(NONE) ? List.of() : List.of(cell.strip().split(","));
    }
}
