package io.callstream.sink.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.sink.CallEvent;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.testkit.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredFormTest {
    private static final Map<StoredForm, Encoding> ENCODINGS = Map.of(
            StoredForm.LINES, new JsonLines(EventJson.complete(), false),
            StoredForm.GZIPPED_LINES, new JsonLines(EventJson.complete(), true),
            StoredForm.COLUMNS, new Parquet(true));

    /** The copy is what would have been written had the others never been there. */
    @ParameterizedTest
    @EnumSource(StoredForm.class)
    void aCopyWithoutSomeRowsIsAsIfTheyHadNeverBeenThere(StoredForm form) throws IOException {
        List<CallEvent> all = successes(300);
        List<CallEvent> others =
                all.stream().filter(event -> all.indexOf(event) % 3 != 0).toList();
        Predicate<StoredRow> leftOut = row -> others.stream()
                .noneMatch(event -> event.callId().equals(row.callId().orElseThrow()));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        StoredForm.Copied copied =
                form.copy(new ByteArrayInputStream(ENCODINGS.get(form).encode(all)), copy, leftOut);
        assertThat(copied).isEqualTo(new StoredForm.Copied(all.size() - others.size(), others.size()));
        assertThat(copy.toByteArray()).isEqualTo(ENCODINGS.get(form).encode(others));
    }

    @ParameterizedTest
    @EnumSource(StoredForm.class)
    void aRowIsFoundByItsColumns(StoredForm form) throws IOException {
        byte[] object = ENCODINGS.get(form).encode(successes(20));
        assertThat(form.any(
                        new ByteArrayInputStream(object),
                        row -> "end-user-4".equals(row.columns().get("end_user"))))
                .isTrue();
        assertThat(form.any(
                        new ByteArrayInputStream(object),
                        row -> "nobody".equals(row.columns().get("end_user"))))
                .isFalse();
        assertThat(form.any(new ByteArrayInputStream(object), StoredRow::chunk)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIPPED_LINES", "COLUMNS"})
    void whatIsNoneOfOursIsToldApartFromADiskThatFails(StoredForm form) throws IOException {
        byte[] object = ENCODINGS.get(form).encode(successes(20));
        byte[] half = java.util.Arrays.copyOf(object, object.length / 2);
        for (byte[] broken : List.of("not ours".getBytes(StandardCharsets.UTF_8), new byte[0], half)) {
            assertThatThrownBy(() -> form.any(new ByteArrayInputStream(broken), row -> false))
                    .isInstanceOf(UnreadableObjectException.class);
        }
    }

    /** They are another's, or half of one that a crash left. */
    @Test
    void linesThatAreNoEventsAreCopiedAsTheyAre() throws IOException {
        String object = "\n{\"kind\":\"chunk\",\"call_id\":\"a\"}\nno JSON\n{\"call_id\":\"b\"}\n{\"call_id\":\"a\"";
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        StoredForm.Copied copied = StoredForm.LINES.copy(
                new ByteArrayInputStream(object.getBytes(StandardCharsets.UTF_8)), copy, StoredRow::chunk);
        assertThat(copied).isEqualTo(new StoredForm.Copied(1, 4));
        assertThat(copy.toString(StandardCharsets.UTF_8))
                .isEqualTo("\nno JSON\n{\"call_id\":\"b\"}\n{\"call_id\":\"a\"");
    }

    @Test
    void namesSayTheForm() {
        for (Map.Entry<StoredForm, Encoding> entry : ENCODINGS.entrySet()) {
            assertThat(StoredForm.ofName("x" + entry.getValue().suffix())).contains(entry.getKey());
        }
        assertThat(StoredForm.ofName("x.jsonl.gz.tmp")).isEmpty();
    }

    private static List<CallEvent> successes(int calls) {
        return Fixtures.stories(calls).stream()
                .filter(event -> event instanceof CallEvent.Success)
                .toList();
    }
}
