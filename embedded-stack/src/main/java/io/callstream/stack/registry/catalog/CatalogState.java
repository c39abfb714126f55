package io.callstream.stack.registry.catalog;

import io.callstream.stack.registry.journal.Change;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journal's changes add up to. It applies changes without judging them: the catalog decided before they were
 * written. Not thread-safe.
 */
final class CatalogState {

    private final NavigableMap<String, NavigableMap<Integer, SchemaVersion>> subjects = new TreeMap<>();
    private final Map<Integer, String> schemaById = new HashMap<>();
    private final Map<String, Integer> idBySchema = new HashMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private @Nullable CompatibilityLevel globalLevel;
    private int lastId;

    void apply(Change change) {
        if (change instanceof Change.Registered registered) {
            register(registered);
        } else if (change instanceof Change.VersionDeleted deleted) {
            delete(versionsOf(deleted.subject()).get(deleted.version()), deleted.permanent());
        } else if (change instanceof Change.SubjectDeleted deleted) {
            List.copyOf(versionsOf(deleted.subject()).values()).forEach(each -> delete(each, deleted.permanent()));
            levels.remove(deleted.subject());
        } else if (change instanceof Change.LevelSet set) {
            setLevel(set.subject(), set.level());
        }
    }

    private void register(Change.Registered change) {
        SchemaVersion version =
                new SchemaVersion(change.subject(), change.version(), change.id(), change.schema(), false);
        subjects.computeIfAbsent(change.subject(), name -> new TreeMap<>()).put(change.version(), version);
        schemaById.put(change.id(), change.schema());
        idBySchema.put(change.schema(), change.id());
        lastId = Math.max(lastId, change.id());
    }

    private void delete(@Nullable SchemaVersion version, boolean permanent) {
        if (version == null) {
            return;
        }
        NavigableMap<Integer, SchemaVersion> versions = versionsOf(version.subject());
        if (permanent) {
            versions.remove(version.version());
            forgetUnused(version);
        } else {
            versions.put(version.version(), version.hidden());
        }
        if (versions.isEmpty()) {
            subjects.remove(version.subject());
        }
    }

    private void forgetUnused(SchemaVersion version) {
        if (usesOf(version.id()).isEmpty()) {
            schemaById.remove(version.id());
            idBySchema.remove(version.schema());
        }
    }

    private void setLevel(@Nullable String subject, @Nullable CompatibilityLevel level) {
        if (subject == null) {
            globalLevel = level;
        } else if (level == null) {
            levels.remove(subject);
        } else {
            levels.put(subject, level);
        }
    }

    Collection<String> subjects() {
        return subjects.keySet();
    }

    /** All versions of a subject by number, hidden ones too; empty for an unknown subject. */
    NavigableMap<Integer, SchemaVersion> versionsOf(String subject) {
        NavigableMap<Integer, SchemaVersion> versions = subjects.get(subject);
        return versions == null ? new TreeMap<>() : versions;
    }

    List<SchemaVersion> usesOf(int id) {
        return subjects.values().stream()
                .flatMap(versions -> versions.values().stream())
                .filter(version -> version.id() == id)
                .toList();
    }

    Optional<String> schema(int id) {
        return Optional.ofNullable(schemaById.get(id));
    }

    /** The id of this schema text: the one it has, or the next free one. */
    int idFor(String schema) {
        return idBySchema.getOrDefault(schema, lastId + 1);
    }

    int lastId() {
        return lastId;
    }

    Optional<CompatibilityLevel> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    Optional<CompatibilityLevel> globalLevel() {
        return Optional.ofNullable(globalLevel);
    }
}
