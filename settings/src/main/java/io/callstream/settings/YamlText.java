package io.callstream.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML into plain mappings, lists and values, with merge keys as PyYAML has them. A mistake is told by its place and
 * its kind, never by what stands there: that may be a key.
 */
final class YamlText {
    /** Nobody writes this deep; what reads nested values goes as deep as they do. */
    private static final int DEEPEST = 100;

    private static final String MERGE = Tag.PREFIX + "merge";
    private static final int ENOUGH_ALIASES = 1_000_000;

    private final String name;
    private final LoadSettings settings;

    private YamlText(String name) {
        this.name = name;
        this.settings = LoadSettings.builder()
                .setSchema(new PlainSchema())
                .setAllowDuplicateKeys(true) // YamlValues looks for them, because two merge keys are none
                .setMaxAliasesForCollections(ENOUGH_ALIASES) // YamlValues counts what they expand to
                .build();
    }

    /**
     * The values of one document; null when it holds nothing.
     *
     * @throws SettingsException naming place and kind of what is wrong
     */
    static @Nullable Object read(String yaml, String name) {
        return new YamlText(name).read(yaml);
    }

    private @Nullable Object read(String yaml) {
        try {
            checkDepth(yaml);
            Optional<Node> root = new Compose(settings).composeString(yaml);
            return root.isEmpty() ? null : new YamlValues(settings.getSchema()).of(root.get());
        } catch (YamlFault e) {
            throw invalid(e.mark(), e.kind());
        } catch (MarkedYamlEngineException e) {
            throw invalid(e.getProblemMark().or(e::getContextMark), YamlFault.kindOf(e.getProblem()));
        } catch (YamlEngineException e) {
            throw invalid(Optional.empty(), YamlFault.kindOf(e.getMessage()));
        }
    }

    /** Before anything goes down into it by calling itself. */
    private void checkDepth(String yaml) throws YamlFault {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(yaml)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (event instanceof ScalarEvent scalar
                    && scalar.getTag().filter(MERGE::equals).isPresent()) {
                throw new YamlFault(event.getStartMark(), "a merge key with a tag (write << alone)");
            }
            if (depth > DEEPEST) {
                throw new YamlFault(event.getStartMark(), "nested deeper than " + DEEPEST + " levels");
            }
        }
    }

    private SettingsException invalid(Optional<Mark> mark, String kind) {
        String place = mark.map(at -> "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1) + ": ")
                .orElse("");
        return new SettingsException("config file " + name + " is no valid YAML: " + place + kind);
    }

    /** Merge keys are ours to follow: the engine goes round for ever where one leads into itself. */
    private static final class PlainSchema extends CoreSchema {
        private final ScalarResolver resolver = new CoreScalarResolver(false);

        @Override
        public ScalarResolver getScalarResolver() {
            return resolver;
        }
    }
}
