package io.callstream.events.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callstream.events.AlertRecord;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasedSubjectsTest {
    private static final Schema ROW = SchemaBuilder.record("row")
            .fields()
            .requiredString("call_id")
            .optionalString("end_user")
            .optionalString("user_id")
            .optionalString("key_hash")
            .endRecord();

    @ParameterizedTest
    @CsvSource({"END_USER,ann", "USER,bob", "CALL,c1", "KEY,k9"})
    void aRowIsTheSubjectsByTheColumnOfItsKind(SubjectKind kind, String value) {
        Subject subject = new Subject(kind, value);

        assertThat(subject.matches(new Owner("c1", "ann", "bob", "k9"))).isTrue();
        assertThat(ErasedSubjects.of(Set.of(subject)).covers(row("c1", "ann", "bob", "k9")))
                .isTrue();
        assertThat(ErasedSubjects.of(Set.of(subject)).covers(row("c2", "bob", "ann", "c1")))
                .isFalse();
    }

    @Test
    void aRowThatNamesNobodyIsNobodys() {
        ErasedSubjects ann = ErasedSubjects.of(Set.of(new Subject(SubjectKind.END_USER, "ann")));

        assertThat(ann.covers(row("c1", null, null, null))).isFalse();
        assertThat(ann.covers(Owner.of(new GenericData.Record(AlertRecord.getClassSchema()))))
                .isFalse();
    }

    @Test
    void noTextOfTheirsNamesTheSubject() {
        Subject ann = new Subject(SubjectKind.END_USER, "ann");

        assertThat(ann + " " + ErasedSubjects.of(Set.of(ann))).doesNotContain("ann");
    }

    @Test
    void anEmptySubjectWouldBeEverybody() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(SubjectKind.USER, " "));
    }

    @Test
    void aKeyNamesItsSubject() {
        Subject ann = new Subject(SubjectKind.END_USER, "ann:1");

        assertThat(Subject.ofKey(ann.key())).contains(ann);
        assertThat(Subject.ofKey("tenant:ann")).isEmpty();
        assertThat(Subject.ofKey("ann")).isEmpty();
    }

    private static Owner row(@Nullable String... values) {
        GenericData.Record row = new GenericData.Record(ROW);
        for (int i = 0; i < values.length; i++) {
            row.put(i, values[i]);
        }
        return Owner.of(row);
    }
}
