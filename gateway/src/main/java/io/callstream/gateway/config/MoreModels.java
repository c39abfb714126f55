package io.callstream.gateway.config;

import io.callstream.settings.ConfigFile;
import io.callstream.settings.Problems;
import io.callstream.settings.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads models that were made at run time beside those of the file, by the same rules. Safe for all threads. */
public final class MoreModels {
    private static final String PLACE = "model_list[0]";

    private final EntryRules rules;
    private final Map<String, Section> credentials;
    private final List<Section> waiting;

    /**
     * With what the file says.
     *
     * @param credentials of the file
     * @param waiting entries of the file that name a credential which is not in it
     */
    MoreModels(EntryRules rules, Map<String, Section> credentials, List<Section> waiting) {
        this.rules = rules;
        this.credentials = Map.copyOf(credentials);
        this.waiting = List.copyOf(waiting);
    }

    /**
     * All models.
     *
     * @param leftOut those that cannot be served, and why
     */
    public record Reading(Models models, List<LeftOut> leftOut) {
        public Reading {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * One that cannot be served.
     *
     * @param id of the model; of one of the file, where it stands
     */
    public record LeftOut(String id, List<String> problems) {
        public LeftOut {
            problems = List.copyOf(problems);
        }
    }

    /** Names of the credentials that the file has, and so nothing else can have. */
    public boolean hasCredential(String name) {
        return credentials.containsKey(name);
    }

    /** Credentials of the file, by their names: keys with their values as texts. */
    public Map<String, Map<String, String>> credentials() {
        Map<String, Map<String, String>> shown = new TreeMap<>();
        credentials.forEach((name, values) -> shown.put(name, texts(values.again(new Problems()))));
        return shown;
    }

    private static Map<String, String> texts(Section values) {
        Map<String, String> texts = new TreeMap<>();
        values.keys().forEach(key -> values.text(key).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    /** Those of the file, and those that were made. */
    public Reading read(Models file, MadeModels made) {
        ModelList list = list(made.credentials());
        list.begin(file);
        List<LeftOut> leftOut = new ArrayList<>();
        waiting.forEach(each -> add(list, each, leftOut));
        Map<String, Map<String, String>> params = new HashMap<>();
        new TreeMap<>(made.entries()).forEach((id, entry) -> {
            Problems problems = new Problems();
            list.add(section(entry, problems), problems).forEach(each -> params.put(each.id(), ShownParams.of(entry)));
            note(id, PLACE, problems, leftOut);
        });
        return new Reading(models(file, list, params), leftOut);
    }

    private static void add(ModelList list, Section entry, List<LeftOut> leftOut) {
        Problems problems = new Problems();
        list.add(entry.again(problems), problems);
        note(entry.path(), entry.path(), problems, leftOut);
    }

    private Models models(Models file, ModelList list, Map<String, Map<String, String>> params) {
        return new Models(
                list.deployments(),
                file.aliases(),
                file.disabled(),
                file.router(),
                file.prompts(),
                list.infos(),
                params,
                this);
    }

    /** What is wrong with a model that is to be made, each beginning with the key; empty when it can be served. */
    public List<String> problems(Map<String, Object> entry, Map<String, Map<String, Object>> made) {
        Problems problems = new Problems();
        list(made).add(section(entry, problems), problems);
        return told(problems, PLACE);
    }

    private static void note(String id, String place, Problems problems, List<LeftOut> leftOut) {
        if (!problems.none()) {
            leftOut.add(new LeftOut(id, told(problems, place)));
        }
    }

    private static List<String> told(Problems problems, String place) {
        return problems.found().stream()
                .map(each -> each.startsWith(place + ".") ? each.substring(place.length() + 1) : each)
                .toList();
    }

    private ModelList list(Map<String, Map<String, Object>> made) {
        Map<String, Section> all = new HashMap<>();
        made.forEach((name, values) -> all.put(name, file().section(values, "credential_values", new Problems())));
        all.putAll(credentials);
        return new ModelList(rules, all, new Findings(), new KeyJudge(rules.accepted()));
    }

    private Section section(Map<String, Object> entry, Problems problems) {
        Section section = file().section(entry, PLACE, problems);
        if (PromptEntry.isPrompted(section.section("litellm_params"))) {
            section.problem(
                    "litellm_params", "names a prompt, which only an entry of the configuration's model_list can");
        }
        return section.again(problems);
    }

    private ConfigFile file() {
        return new ConfigFile(rules.environment());
    }
}
