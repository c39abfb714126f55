package io.callstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.DerivedKind;
import io.callstream.events.ErasureKind;
import io.callstream.events.EventKind;
import io.callstream.events.RecordKind;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** FULL_TRANSITIVE, checked without a registry: new code reads every old record, old code every new one. */
class CompatibilityTest {
    static Stream<Arguments> releasesAndKinds() {
        return ReleasedSchemas.versions().stream()
                .flatMap(version -> Stream.<RecordKind[]>of(
                                EventKind.values(), DerivedKind.values(), ErasureKind.values())
                        .flatMap(Stream::of)
                        .filter(kind -> kind instanceof EventKind
                                || ReleasedSchemas.has(version, kind.schema().getName()))
                        .map(kind -> Arguments.of(version, kind)));
    }

    @Test
    void thereIsAReleaseToBeCompatibleWith() {
        assertThat(ReleasedSchemas.versions()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("releasesAndKinds")
    void thisBuildReadsWhatTheReleaseWrote(Path version, RecordKind kind) {
        Schema released = ReleasedSchemas.read(version, kind.schema().getName());

        assertThat(compatibility(kind.schema(), released)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @ParameterizedTest
    @MethodSource("releasesAndKinds")
    void theReleaseReadsWhatThisBuildWrites(Path version, RecordKind kind) {
        Schema released = ReleasedSchemas.read(version, kind.schema().getName());

        assertThat(compatibility(released, kind.schema())).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }
}
