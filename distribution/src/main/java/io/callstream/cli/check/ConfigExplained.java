package io.callstream.cli.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.cli.config.Configuration;
import io.callstream.cli.sink.Sinks;
import io.callstream.gateway.config.ConfigExplanation;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.config.KeyUse;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import io.callstream.settings.SettingsException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What becomes of every key of a configuration file, one line a key.
 *
 * @param uses what is said of each
 */
record ConfigExplained(String file, List<KeyUse> uses) {
    private static final int WORD = 9;

    ConfigExplained {
        uses = List.copyOf(uses);
    }

    static ConfigExplained of(String file, Configuration configuration, Sinks sinks) {
        try {
            Section root = configuration.open(new Problems());
            GatewayConfig config = GatewayConfig.read(root, configuration.environment());
            CallbackUse callbacks =
                    new CallbackUse(configuration.open(new Problems()).section("litellm_settings"), sinks.names());
            return new ConfigExplained(
                    file,
                    ConfigExplanation.of(root, config).stream()
                            .map(callbacks::with)
                            .toList());
        } catch (SettingsException e) {
            return new ConfigExplained(
                    file,
                    e.problems().stream()
                            .map(problem -> new KeyUse(file, KeyUse.Use.PROBLEM, problem))
                            .toList());
        }
    }

    boolean starts() {
        return !totals().containsKey(KeyUse.Use.PROBLEM);
    }

    Map<KeyUse.Use, Integer> totals() {
        Map<KeyUse.Use, Integer> totals = new EnumMap<>(KeyUse.Use.class);
        uses.forEach(use -> totals.merge(use.use(), 1, Integer::sum));
        return totals;
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        uses.forEach(
                use -> lines.add(("%-" + WORD + "s  %s: %s").formatted(use.use().word(), use.path(), use.says())));
        lines.add(file + ": " + uses.size() + " keys"
                + totals().entrySet().stream()
                        .map(total -> total.getValue() + " " + total.getKey().word())
                        .collect(Collectors.joining(", ", ": ", "")));
        return lines;
    }

    String json() {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode json = nodes.objectNode().put("file", file).put("starts", starts());
        ObjectNode totals = json.putObject("totals").put("keys", uses.size());
        totals().forEach((use, count) -> totals.put(use.word(), count));
        ArrayNode keys = json.putArray("keys");
        uses.forEach(use -> keys.addObject()
                .put("key", use.path())
                .put("use", use.use().word())
                .put("says", use.says()));
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
