package io.callstream.gateway.config;

import io.callstream.settings.Problems;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads LiteLLM's {@code model_list}. An entry whose provider is not supported here is left out, and said so. */
final class ModelList {
    /** Where and how a deployment is asked, which an entry that leads to another one has no use for. */
    private static final List<String> OF_DEPLOYMENTS = List.of(
            "api_base",
            "base_url",
            "api_key",
            "api_keys",
            "custom_llm_provider",
            "stream_usage",
            "timeout",
            "stream_timeout",
            "num_retries",
            "weight",
            "input_cost_per_token",
            "output_cost_per_token");

    private static final String PARAMS = "litellm_params";

    private final CallLimits limits;
    private final Endpoints endpoints;
    private final Findings findings;
    private final KeyJudge judge;
    private final RouterConfig routing;
    private final List<Deployment> deployments = new ArrayList<>();
    private final List<DisabledModel> disabled = new ArrayList<>();
    private final List<DeploymentIds.Unnamed> unnamed = new ArrayList<>();
    private final DeploymentIds ids = new DeploymentIds();
    private final Set<String> groups = new HashSet<>();
    private final Map<String, Map<String, String>> infos = new LinkedHashMap<>();
    private final PromptEntries prompts;
    private final EntryRules rules;
    private final List<Section> waiting = new ArrayList<>();
    private final Map<String, Section> credentials;

    /** @param credentials by the names that entries have for them */
    ModelList(EntryRules rules, Map<String, Section> credentials, Findings findings, KeyJudge judge) {
        this.rules = rules;
        this.limits = rules.limits();
        this.routing = rules.routing();
        this.endpoints = new Endpoints(rules.environment(), findings);
        this.findings = findings;
        this.judge = judge;
        this.prompts = new PromptEntries(findings);
        this.credentials = credentials;
    }

    /**
     * Reads the list.
     *
     * @param settings of prompts, without what entries say
     */
    Models read(Section root, Section router, PromptsConfig settings) {
        List<Section> entries = root.sections("model_list");
        entries.forEach(
                entry -> entry.text(Deployment.OfEntry.MODEL_NAME.name()).ifPresent(groups::add));
        entries.forEach(this::entry);
        nameAll();
        if (!rules.made()) {
            needOne(root, entries);
        }
        Map<String, ModelAlias> aliases = aliases(router);
        prompts.readListed(root);
        PromptsConfig prompted = settings.with(prompts.groups(), prompts.listed());
        MoreModels more = new MoreModels(rules.alone(), credentials, waiting);
        return new Models(deployments, aliases, disabled, routing, prompted, infos, Map.of(), more);
    }

    private void needOne(Section root, List<Section> entries) {
        if (entries.isEmpty() && root.problems().none()) {
            root.problem("model_list", "names no model, and there is nothing to serve without");
        } else if (deployments.isEmpty() && root.problems().none()) {
            root.problem("model_list", "has no model that can be served here: " + disabled);
        }
    }

    /** Whether the names in settings are those of models can be said only where all models stand in the file. */
    private Map<String, ModelAlias> aliases(Section router) {
        Map<String, ModelAlias> aliases = new LinkedHashMap<>();
        prompts.leadingElsewhere().forEach((group, other) -> aliases.put(group, new ModelAlias(other, false)));
        aliases.putAll(ModelAlias.readAll(router));
        if (!rules.made()) {
            aliases.forEach(this::checkAlias);
            routing.fallbacks().check(names(aliases), findings);
            routing.quotas().check(deployments, findings);
        }
        return aliases;
    }

    /** Begins with what has been read before. */
    void begin(Models before) {
        deployments.addAll(before.deployments());
        before.deployments().forEach(each -> ids.take(each.id()));
        infos.putAll(before.infos());
    }

    /**
     * Reads one more entry, wholly or not at all.
     *
     * @param found is given what is wrong with it
     * @return its deployments; none when anything is
     */
    List<Deployment> add(Section entry, Problems found) {
        int before = deployments.size();
        int left = disabled.size();
        entry(entry);
        nameAll();
        judge.judgeAll(entry);
        disabled.stream().skip(left).forEach(each -> found.add(entry.path() + ".litellm_params.model", each.reason()));
        List<Deployment> added = List.copyOf(deployments.subList(before, deployments.size()));
        if (!found.none()) {
            added.forEach(this::forget);
            return List.of();
        }
        return added;
    }

    private void forget(Deployment added) {
        deployments.remove(deployments.size() - 1);
        ids.giveBack(added.id());
        infos.remove(added.id());
    }

    List<Deployment> deployments() {
        return List.copyOf(deployments);
    }

    Map<String, Map<String, String>> infos() {
        return Map.copyOf(infos);
    }

    /** What a call can ask for: model groups, their aliases, and deployments by their id. */
    private List<String> names(Map<String, ModelAlias> aliases) {
        return Stream.of(
                        deployments.stream().map(Deployment::modelGroup),
                        deployments.stream().map(Deployment::id),
                        aliases.keySet().stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private void checkAlias(String name, ModelAlias alias) {
        boolean served = deployments.stream()
                .anyMatch(each -> new NamePattern(each.modelGroup()).match(alias.modelGroup()) != null);
        if (!served) {
            findings.warn("router_settings.model_group_alias." + name + ": names " + alias.modelGroup()
                    + ", which no served model has for a name");
        }
    }

    private void entry(Section entry) {
        String group = entry.get(Deployment.OfEntry.MODEL_NAME);
        Section unread = entry.again(new Problems());
        if (rules.made() && waits(unread.section(PARAMS))) {
            waiting.add(unread);
            entry.leaveOut();
            return;
        }
        Section params = Credentials.over(entry.section(PARAMS), credentials);
        String named = params.get(ProviderName.MODEL);
        if (named.isEmpty()) {
            return;
        }
        String model = PromptSource.withoutSource(named);
        if (!model.equals(named) || PromptEntry.in(params)) {
            PromptEntry prompt = PromptEntry.read(params, PromptSource.ofModel(named));
            if (!model.equals(named) && !model.equals(group) && groups.contains(model)) {
                leadTo(group, model, params, prompt);
                return;
            }
            prompts.add(group, prompt);
        }
        ProviderName provider = ProviderName.of(params, model);
        if (provider.namesNothing()) {
            params.problem(
                    ProviderName.MODEL.name(),
                    "is '" + named + "', which names no model (expected provider/model, such as openai/gpt-4o)");
            return;
        }
        Optional<String> reason = provider.missing(Addresses.named(params), endpoints.openAiElsewhere());
        if (reason.isPresent()) {
            disabled.add(new DisabledModel(entry.path(), group, provider.word(), reason.get()));
            params.acceptAll();
            entry.leaveOut();
            return;
        }
        serve(entry, params, group, provider);
    }

    /** Its credential may be one that was made at run time. */
    private boolean waits(Section params) {
        return Credentials.isUnknown(params, credentials) && !PromptEntry.isPrompted(params);
    }

    /** The entry has a prompt, and its model is another entry's name. */
    private void leadTo(String group, String other, Section params, PromptEntry prompt) {
        judge.ignore(params, OF_DEPLOYMENTS);
        prompts.add(
                group,
                prompt.with(new CallParametersReader(params, judge).read().defaults()));
        prompts.leadTo(group, other);
    }

    private void serve(Section entry, Section params, String group, ProviderName named) {
        Section info = entry.section("model_info");
        Misplaced.check(entry, info);
        boolean responses =
                info.get(Deployment.OfInfo.MODE).filter("responses"::equals).isPresent();
        ProviderName provider = responses ? named.asResponses() : named;
        Optional<CustomPrice> price = CustomPrice.read(params, info);
        Share share = Share.read(entry, params, info, routing.quotas().parallel());
        CallLimits own = limits.read(params, routing.retries().of(group));
        NamePattern model = new NamePattern(provider.model());
        if (model.isWild() && !new NamePattern(group).isWild()) {
            params.problem("model", "has a * that nothing fills (model_name has none)");
        }
        List<Secret> keys = EntryKeys.read(params);
        List<Endpoints.Choice> choices = endpoints.choices(
                params, provider, rules.leniency(), () -> new CallParametersReader(params, judge).read());
        if (choices.isEmpty()) {
            return;
        }
        Optional<String> given = info.get(Deployment.OfInfo.ID).filter(id -> !id.isBlank());
        Map<String, String> about = ModelInfo.read(info);
        String all = DeploymentIds.all(entry.again(new Problems()));
        for (EntryKeys.Account account : EntryKeys.accounts(choices, keys)) {
            unnamed.add(new DeploymentIds.Unnamed(
                    entry,
                    given.map(account::id),
                    DeploymentIds.parts(group, account.choices().get(0), provider.model()),
                    all,
                    about,
                    account.choices().stream()
                            .map(each -> deployment(group, each, provider.model(), own, share, price))
                            .toList()));
        }
    }

    private Deployment deployment(
            String group,
            Endpoints.Choice choice,
            String model,
            CallLimits own,
            Share share,
            Optional<CustomPrice> price) {
        Endpoint endpoint = choice.endpoint().with(rules.forwarded().of(group));
        return new Deployment("", group, choice.provider().word(), model, endpoint, own, share, price);
    }

    private void nameAll() {
        unnamed.forEach(ids::hear);
        unnamed.forEach(each -> ids.name(each).ifPresentOrElse(id -> serve(each, id), () -> taken(each)));
        unnamed.clear();
    }

    private void serve(DeploymentIds.Unnamed one, String id) {
        infos.put(id, one.info());
        one.deployments().forEach(each -> deployments.add(each.as(id)));
    }

    private static void taken(DeploymentIds.Unnamed one) {
        one.entry().problem("model_info.id", "'" + one.given().orElse("") + "' names another deployment already");
    }
}
