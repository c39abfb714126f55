package io.callstream.stack.registry.catalog;

import io.callstream.stack.registry.journal.Change;
import io.callstream.stack.registry.journal.ChangeJournal;
import io.confluent.kafka.schemaregistry.CompatibilityChecker;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry's content and its rules, as Confluent's registry has them: a schema text has one id under all subjects; a
 * new version must be compatible with earlier ones as the subject's level says; deletion hides first and removes on a
 * second request.
 *
 * <p>Thread-safe: one operation at a time. Every refusal is a {@link RefusedException}. A change is on disk before its
 * operation returns.
 */
public final class SchemaCatalog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SchemaCatalog.class);

    private final CatalogState state = new CatalogState();
    private final ChangeJournal journal;
    private final CompatibilityLevel defaultLevel;

    /**
     * Reads the content back.
     *
     * @param defaultLevel the level while none is set
     */
    public SchemaCatalog(Path journalFile, CompatibilityLevel defaultLevel) {
        this.journal = ChangeJournal.open(journalFile, state::apply);
        this.defaultLevel = defaultLevel;
    }

    /** The subjects with at least one visible version, in order of name. */
    public synchronized List<String> subjects(String prefix, Visibility visibility) {
        return state.subjects().stream()
                .filter(name ->
                        name.startsWith(prefix) && !visible(name, visibility).isEmpty())
                .toList();
    }

    /** The visible versions of a subject, oldest first. */
    public synchronized List<SchemaVersion> versions(String subject, Visibility visibility) {
        List<SchemaVersion> versions = visible(subject, visibility);
        if (versions.isEmpty()) {
            throw subjectNotFound(subject);
        }
        return versions;
    }

    public synchronized SchemaVersion version(String subject, VersionRef ref, Visibility visibility) {
        List<SchemaVersion> versions = versions(subject, visibility);
        if (ref.isLatest()) {
            return versions.get(versions.size() - 1);
        }
        return versions.stream()
                .filter(each -> each.version() == ref.number().getAsInt())
                .findFirst()
                .orElseThrow(() -> versionNotFound(ref));
    }

    /** The text of a schema that any subject has, hidden or not. */
    public synchronized String schema(int id) {
        return state.schema(id).orElseThrow(() -> schemaNotFound(id));
    }

    public synchronized List<SchemaVersion> usesOf(int id, Visibility visibility) {
        if (state.schema(id).isEmpty()) {
            throw schemaNotFound(id);
        }
        return state.usesOf(id).stream().filter(visibility::shows).toList();
    }

    /** The greatest id given out so far, 0 for none. */
    public synchronized int lastId() {
        return state.lastId();
    }

    /** The version under which a subject has this very schema. */
    public synchronized SchemaVersion lookup(String subject, AvroSchema schema, Visibility visibility) {
        versions(subject, visibility);
        return find(subject, schema, visibility)
                .orElseThrow(() -> RegistryError.SCHEMA_NOT_FOUND.because("Schema not found"));
    }

    /** Makes the schema the subject's latest version, unless the subject has it already. */
    public synchronized SchemaVersion register(String subject, AvroSchema schema) {
        return find(subject, schema, Visibility.LIVE).orElseGet(() -> append(subject, schema));
    }

    private SchemaVersion append(String subject, AvroSchema schema) {
        List<String> problems = incompatibilities(subject, schema);
        if (!problems.isEmpty()) {
            throw RegistryError.INCOMPATIBLE.because(
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                            + "\", details: " + problems);
        }
        String text = schema.canonicalString();
        int version = nextVersion(subject);
        commit(new Change.Registered(subject, version, state.idFor(text), text));
        return version(subject, VersionRef.parse(Integer.toString(version)), Visibility.LIVE);
    }

    private int nextVersion(String subject) {
        var versions = state.versionsOf(subject);
        return versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    /** Why the schema may not follow the subject's versions under its level; empty if it may. */
    public synchronized List<String> incompatibilities(String subject, AvroSchema schema) {
        return incompatibilities(subject, schema, visible(subject, Visibility.LIVE));
    }

    /** The same, against one version. For the latest of an unknown subject, everything is compatible. */
    public synchronized List<String> incompatibilities(String subject, AvroSchema schema, VersionRef ref) {
        if (ref.isLatest() && visible(subject, Visibility.LIVE).isEmpty()) {
            return List.of();
        }
        return incompatibilities(subject, schema, List.of(version(subject, ref, Visibility.LIVE)));
    }

    private List<String> incompatibilities(String subject, AvroSchema schema, List<SchemaVersion> earlier) {
        CompatibilityLevel level = state.level(subject).orElseGet(this::globalLevel);
        return CompatibilityChecker.checker(level)
                .isCompatible(
                        schema, earlier.stream().map(SchemaVersion::parsed).toList());
    }

    /** Hides a subject's versions or, if they are hidden, removes them for good; returns their numbers. */
    public synchronized List<Integer> deleteSubject(String subject, boolean permanent) {
        List<SchemaVersion> all = versions(subject, Visibility.LIVE_AND_DELETED);
        List<SchemaVersion> live = visible(subject, Visibility.LIVE);
        if (permanent && !live.isEmpty()) {
            throw RegistryError.SUBJECT_NOT_SOFT_DELETED.because(
                    "Subject '" + subject + "' was not deleted first before being permanently deleted");
        }
        if (!permanent && live.isEmpty()) {
            throw RegistryError.SUBJECT_SOFT_DELETED.because(
                    "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
        }
        commit(new Change.SubjectDeleted(subject, permanent));
        return (permanent ? all : live).stream().map(SchemaVersion::version).toList();
    }

    /** Hides one version or, if it is hidden, removes it for good; returns its number. */
    public synchronized int deleteVersion(String subject, VersionRef ref, boolean permanent) {
        // "latest" is the latest that the request can delete: a hidden one when it asks for removal.
        Visibility seen = ref.isLatest() && !permanent ? Visibility.LIVE : Visibility.LIVE_AND_DELETED;
        SchemaVersion version = version(subject, ref, seen);
        if (permanent && !version.deleted()) {
            throw RegistryError.VERSION_NOT_SOFT_DELETED.because("Subject '" + subject + "' Version "
                    + version.version() + " was not deleted first before being permanently deleted");
        }
        if (!permanent && version.deleted()) {
            throw RegistryError.VERSION_SOFT_DELETED.because("Subject '" + subject + "' Version " + version.version()
                    + " was soft deleted. Set permanent=true to delete permanently");
        }
        commit(new Change.VersionDeleted(subject, version.version(), permanent));
        return version.version();
    }

    /** The level of subjects without their own. */
    public synchronized CompatibilityLevel globalLevel() {
        return state.globalLevel().orElse(defaultLevel);
    }

    /** The subject's own level, if it has one. */
    public synchronized Optional<CompatibilityLevel> level(String subject) {
        return state.level(subject);
    }

    public synchronized void setGlobalLevel(CompatibilityLevel level) {
        commit(new Change.LevelSet(null, level));
    }

    public synchronized void setLevel(String subject, CompatibilityLevel level) {
        commit(new Change.LevelSet(subject, level));
    }

    /** Goes back to the default level; returns the level that ends. */
    public synchronized CompatibilityLevel clearGlobalLevel() {
        CompatibilityLevel before = globalLevel();
        commit(new Change.LevelSet(null, null));
        return before;
    }

    /** Takes the subject's own level away; returns it. */
    public synchronized CompatibilityLevel clearLevel(String subject) {
        CompatibilityLevel before = level(subject).orElseThrow(() -> subjectNotFound(subject));
        commit(new Change.LevelSet(subject, null));
        return before;
    }

    private void commit(Change change) {
        try {
            journal.append(change);
        } catch (IOException e) {
            log.error("registry change not stored: reason={}", e.toString());
            throw RegistryError.STORE_FAILED.because("Error in the backend data store: " + e.getMessage());
        }
        state.apply(change);
    }

    private List<SchemaVersion> visible(String subject, Visibility visibility) {
        return state.versionsOf(subject).values().stream()
                .filter(visibility::shows)
                .toList();
    }

    private Optional<SchemaVersion> find(String subject, AvroSchema schema, Visibility visibility) {
        String text = schema.canonicalString();
        return visible(subject, visibility).stream()
                .filter(each -> each.schema().equals(text))
                .reduce((earlier, later) -> later);
    }

    private static RefusedException subjectNotFound(String subject) {
        return RegistryError.SUBJECT_NOT_FOUND.because("Subject '" + subject + "' not found.");
    }

    private static RefusedException versionNotFound(VersionRef ref) {
        return RegistryError.VERSION_NOT_FOUND.because("Version " + ref + " not found.");
    }

    private static RefusedException schemaNotFound(int id) {
        return RegistryError.SCHEMA_NOT_FOUND.because("Schema " + id + " not found");
    }

    @Override
    public synchronized void close() {
        journal.close();
    }
}
