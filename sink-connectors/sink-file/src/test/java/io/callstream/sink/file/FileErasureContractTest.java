package io.callstream.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.erasure.SubjectKind;
import io.callstream.sink.Delivery;
import io.callstream.sink.testkit.ErasureContractTest;
import io.callstream.sink.testkit.ErasureHarness;
import io.callstream.sink.testkit.OpenErasureSink;
import io.callstream.sink.testkit.OpenSink;
import io.callstream.sink.testkit.SubjectsCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileErasureContractTest extends ErasureContractTest<FileSinkConfig> {
    private static final String SOMEBODY = "somebody-7f3a";

    @TempDir
    Path folder;

    @Override
    protected ErasureHarness<FileSinkConfig> newHarness() {
        return new FileHarness();
    }

    @Test
    void filesThatWerePutAsideAndCompressedAreWrittenAnew() throws IOException {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY);
        FileHarness gzipped =
                FileHarness.with(folder.resolve("to"), Map.of("compress", "true", "rotate_bytes", "1KiB"));
        try (OpenSink<FileSinkConfig> sink = OpenSink.of(gzipped, folder.resolve("own"));
                OpenErasureSink erasures = OpenErasureSink.of(gzipped, folder.resolve("erasures"))) {
            calls.events().forEach(event -> sink.deliverAll(List.of(event)));
            assertThat(text()).contains(SOMEBODY);
            Set<String> before = contents().keySet();
            erasures.erase(calls.erasure());
            assertThat(removed(erasures.outcomes()))
                    .isEqualTo(calls.ofTheSubject().size());
            sink.deliverAll(SubjectsCalls.story(30));
            assertThat(before).anyMatch(name -> name.endsWith(".gz"));
        }
        String left = text();
        assertThat(left).doesNotContain(SOMEBODY).contains(SubjectsCalls.id(30));
        assertThat(calls.ofOthers()).allSatisfy(event -> assertThat(left).contains(event.eventId()));
        assertThat(calls.ofTheSubject()).allSatisfy(event -> assertThat(left).doesNotContain(event.eventId()));
    }

    @Test
    void whatAnEndedRunLeftBehindIsRemoved() throws IOException {
        FileHarness harness = FileHarness.with(folder.resolve("to"), Map.of());
        try (OpenErasureSink erasures = OpenErasureSink.of(harness, folder.resolve("erasures"))) {
            Files.writeString(folder.resolve("to/events-20261120T120000.000Z.jsonl.erasing"), SOMEBODY);
            Files.writeString(folder.resolve("to/events-20261120T120000.000Z.jsonl.gz.tmp"), SOMEBODY);
            erasures.erase(SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY).erasure());
        }
        assertThat(contents()).containsOnlyKeys("events.jsonl", ".lock");
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndLeft() throws IOException {
        FileHarness harness = FileHarness.with(folder.resolve("to"), Map.of());
        try (OpenErasureSink erasures = OpenErasureSink.of(harness, folder.resolve("erasures"))) {
            Files.writeString(folder.resolve("to/events-20261120T120000.000Z.jsonl.gz"), "not compressed");
            assertThat(erasures.deliver(
                            SubjectsCalls.of(SubjectKind.END_USER, SOMEBODY).erasure()))
                    .isEqualTo(Delivery.delivered());
            assertThat(erasures.outcomes())
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.remains())
                            .hasValueSatisfying(
                                    why -> assertThat(why).contains("events-20261120T120000.000Z.jsonl.gz")));
        }
        assertThat(text()).contains("not compressed");
    }

    @Test
    void filesOfColumnsAreWrittenAnew() throws IOException {
        SubjectsCalls calls = SubjectsCalls.of(SubjectKind.USER, SOMEBODY);
        FileHarness parquet = FileHarness.with(folder.resolve("to"), Map.of("format", "parquet"));
        try (OpenSink<FileSinkConfig> sink = OpenSink.of(parquet, folder.resolve("own"));
                OpenErasureSink erasures = OpenErasureSink.of(parquet, folder.resolve("erasures"))) {
            sink.deliverAll(calls.events());
            Set<String> before = contents().keySet();
            erasures.erase(calls.erasure());
            assertThat(removed(erasures.outcomes()))
                    .isEqualTo(calls.ofTheSubject().size());
            erasures.erase(calls.erasure());
            assertThat(removed(erasures.outcomes())).isZero();
            assertThat(contents().keySet()).isEqualTo(before);
        }
    }

    /** By name, as they are read. */
    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.walk(folder.resolve("to"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.resolve("to").relativize(file).toString(), read(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static String read(byte[] bytes) throws IOException {
        boolean gzip = bytes.length > 2 && bytes[0] == 31 && bytes[1] == (byte) 139;
        byte[] plain = gzip ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        return new String(plain, StandardCharsets.UTF_8);
    }

    private String text() throws IOException {
        return String.join("\n", contents().values());
    }
}
