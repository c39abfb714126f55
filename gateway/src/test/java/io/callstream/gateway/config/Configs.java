package io.callstream.gateway.config;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.util.List;
import java.util.Map;

/** Reads configurations as a start does, and says what it would say. */
final class Configs {
    /** What a file needs so that nothing else is wrong with it. */
    static final String MODEL = "model_list: [{model_name: m, litellm_params: {model: openai/m}}]\n";

    private Configs() {}

    static GatewayConfig read(String yaml) {
        return read(yaml, Map.of());
    }

    /** @throws io.callstream.settings.SettingsException naming every problem, if there are any */
    static GatewayConfig read(String yaml, Map<String, String> variables) {
        Problems problems = new Problems();
        GatewayConfig config = read(yaml, variables, problems);
        problems.throwIfAny();
        return config;
    }

    /** What stops the start; empty when nothing does. */
    static List<String> problems(String yaml) {
        return problems(yaml, Map.of());
    }

    static List<String> problems(String yaml, Map<String, String> variables) {
        Problems problems = new Problems();
        read(yaml, variables, problems);
        return problems.found();
    }

    /** What is said of it that does not stop the start. */
    static List<String> warnings(String yaml) {
        return read(yaml).notes().warnings();
    }

    /** The deployments of an entry with these {@code litellm_params}. */
    static List<Deployment> deployments(String params, Map<String, String> variables) {
        return read(entry(params), variables).deployments();
    }

    static Deployment deployment(String params) {
        return deployments(params, Map.of()).get(0);
    }

    /** A file with one entry, {@code m}. */
    static String entry(String params) {
        return "model_list: [{model_name: m, litellm_params: {" + params + "}}]\n";
    }

    /** What stops the start because of these {@code litellm_params}, without the place of the entry. */
    static List<String> wrong(String params, Map<String, String> variables) {
        return problems(entry(params), variables).stream()
                .map(each -> each.replace("model_list[0].litellm_params.", ""))
                .toList();
    }

    static Section section(String yaml, Problems problems) {
        return new ConfigFile(Environment.of(Map.of())).parse(yaml, "test", problems);
    }

    private static GatewayConfig read(String yaml, Map<String, String> variables, Problems problems) {
        Environment environment = Environment.of(variables);
        return GatewayConfig.read(new ConfigFile(environment).parse(yaml, "test", problems), environment);
    }
}
