package io.callstream.stack.registry.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import org.jspecify.annotations.Nullable;

/** One change of the registry's content. The names in the annotations are on disk: they may be added to, never changed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.Registered.class, name = "registered"),
    @JsonSubTypes.Type(value = Change.VersionDeleted.class, name = "version-deleted"),
    @JsonSubTypes.Type(value = Change.SubjectDeleted.class, name = "subject-deleted"),
    @JsonSubTypes.Type(value = Change.LevelSet.class, name = "level-set")
})
public sealed interface Change {

    /** A schema became a version of a subject. */
    record Registered(String subject, int version, int id, String schema) implements Change {}

    /** A version was hidden, or removed for good. */
    record VersionDeleted(String subject, int version, boolean permanent) implements Change {}

    /** All versions of a subject were hidden, or removed for good. */
    record SubjectDeleted(String subject, boolean permanent) implements Change {}

    /**
     * A compatibility level was set, or (null) taken back.
     *
     * @param subject the subject, or null for the level of all subjects without their own
     */
    record LevelSet(@Nullable String subject, @Nullable CompatibilityLevel level) implements Change {}
}
