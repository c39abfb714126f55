package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.KeyManagement;
import io.callstream.gateway.config.Models;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.limit.Budget;
import io.callstream.gateway.models.MadeTable;
import io.callstream.gateway.server.PageServices;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Which path of the management API is answered by what, and who may ask it. */
public final class ManagementApi {
    private static final String PATCH = "PATCH";
    private static final String DELETE = "DELETE";

    private final PathTable paths = new PathTable();

    private ManagementApi() {}

    /**
     * What the configuration says of it.
     *
     * @param keys what keys, teams and users that are made may be
     * @param providers what providers may cost, by their names
     */
    public record Settings(KeyManagement keys, Map<String, Budget> providers, ModelDesk models) {
        public Settings {
            providers = Map.copyOf(providers);
        }
    }

    /**
     * What is known of models.
     *
     * @param served all of them
     * @param table where those are kept that are made at run time; null when none are
     * @param take brings what has changed in it into effect before it returns
     */
    public record ModelDesk(Models served, @Nullable MadeTable table, Runnable take) {}

    /**
     * All of it.
     *
     * @param prices what {@code /spend/calculate} goes by
     * @param random makes keys: must be fit for secrets, and is used by several threads
     * @param executor runs it; may wait
     */
    public static PageServices of(
            Identities identities,
            SpendBook spend,
            Settings configured,
            CallPrices prices,
            Clock clock,
            RandomGenerator random,
            Executor executor) {
        ManagementApi api = new ManagementApi();
        Records records = new Records(identities, clock);
        Delegates delegates = new Delegates(records);
        DelegatedChanges may = new DelegatedChanges(delegates);
        Spending spending = new EntitySpending(identities, spend, clock);
        Answers answers = new Answers(records, spending);
        SpendQuery query = new SpendQuery(spend);
        KeyBounds bounds = KeyBounds.of(configured.keys());
        KeyPages keys = new KeyPages(records, answers, bounds, random, delegates);
        api.keys(keys, may, delegates);
        api.checks(new KeyChecks(records, delegates), new SpendReset(records, spending), may);
        MadeBook made = new MadeBook(configured.models(), clock);
        ModelTeams modelTeams = new ModelTeams(records, made, random);
        api.teams(new TeamPages(records, answers, random, bounds.ofTeams(), delegates), may, delegates);
        api.modelsOfTeams(new TeamModelPages(modelTeams, records, answers), may);
        api.users(new UserPages(records, answers, keys, random, bounds.ofUsers(), delegates), may, delegates);
        api.customers(new CustomerPages(records, answers, random));
        api.budgets(new BudgetPages(records, answers, random));
        api.organizations(new OrganizationPages(records, answers, random, delegates), may, delegates);
        api.tags(new TagPages(records, answers, random, query));
        api.paths.change("/callstream/import", new ImportPages(records)::take);
        api.spend(new SpendPages(records, answers, query));
        api.logs(new SpendLogs(query, records));
        api.reports(new SpendReports(query, records));
        api.activity(new ActivityPages(query, records), delegates);
        api.models(new ModelPages(made, modelTeams, random));
        api.credentials(new CredentialPages(made), new CredentialViews(made));
        api.prices(new SpendCalculation(prices), new ProviderBudgetPages(configured.providers(), spend, clock));
        return new PageServices(api.paths.byPath(), executor);
    }

    private void keys(KeyPages keys, DelegatedChanges may, Delegates delegates) {
        paths.change("/key/generate", may::newKey, keys::generate);
        paths.change("/key/update", may::key, keys::update);
        paths.change("/key/delete", may::keys, keys::delete);
        paths.change("/key/regenerate", may::key, keys::regenerate);
        paths.change("/key/*/regenerate", may::key, keys::regenerate);
        paths.change("/key/block", may::block, ask -> keys.block(ask, true));
        paths.change("/key/unblock", may::block, ask -> keys.block(ask, false));
        paths.forAll("/key/info", keys::info);
        paths.show("/key/list", delegates::any, keys::list);
    }

    private void checks(KeyChecks checks, SpendReset reset, DelegatedChanges may) {
        paths.forAllPosted("/key/health", checks::health);
        paths.forAll("/key/aliases", checks::aliases);
        paths.change("/key/*/reset_spend", may::key, reset::key);
        paths.change("/global/spend/reset", reset::all);
    }

    private void teams(TeamPages teams, DelegatedChanges may, Delegates delegates) {
        paths.change("/team/new", may::newTeam, teams::create);
        paths.change("/team/update", may::team, teams::update);
        paths.change("/team/delete", may::teams, teams::delete);
        paths.change("/team/member_add", may::membersOfTeam, teams::addMembers);
        paths.change("/team/member_update", may::membersOfTeam, teams::updateMember);
        paths.change("/team/member_delete", may::membersOfTeam, teams::deleteMember);
        paths.change("/team/block", may::team, ask -> teams.block(ask, true));
        paths.change("/team/unblock", may::team, ask -> teams.block(ask, false));
        paths.show("/team/info", may::membersOfTeam, teams::info);
        paths.show("/team/list", delegates::any, teams::list);
        paths.show("/v2/team/list", delegates::any, teams::paged);
        paths.forAll("/team/available", ask -> Answers.json(List.of()));
    }

    private void modelsOfTeams(TeamModelPages models, DelegatedChanges may) {
        paths.change("/team/model/add", may::team, models::add);
        paths.change("/team/model/delete", may::team, models::delete);
    }

    private void users(UserPages users, DelegatedChanges may, Delegates delegates) {
        paths.change("/user/new", may::newUser, users::create);
        paths.change("/user/update", users::update);
        paths.change("/user/delete", users::delete);
        paths.show("/user/info", delegates::any, users::info);
        paths.show("/v2/user/info", delegates::any, users::row);
        paths.show("/user/list", delegates::any, users::list);
    }

    private void customers(CustomerPages customers) {
        for (String beginning : List.of("/customer", "/end_user")) {
            paths.change(beginning + "/new", customers::create);
            paths.change(beginning + "/update", customers::update);
            paths.change(beginning + "/delete", customers::delete);
            paths.change(beginning + "/block", ask -> customers.block(ask, true));
            paths.change(beginning + "/unblock", ask -> customers.block(ask, false));
            paths.show(beginning + "/info", customers::info);
            paths.show(beginning + "/list", customers::list);
        }
    }

    private void budgets(BudgetPages budgets) {
        paths.change("/budget/new", budgets::create);
        paths.change("/budget/update", budgets::update);
        paths.change("/budget/delete", budgets::delete);
        paths.showPosted("/budget/info", budgets::info);
        paths.show("/budget/list", ask -> budgets.list());
        paths.show("/budget/settings", budgets::settings);
    }

    private void organizations(OrganizationPages organizations, DelegatedChanges may, Delegates delegates) {
        paths.change("/organization/new", organizations::create);
        paths.change(PATCH, "/organization/update", organizations::update);
        paths.change(DELETE, "/organization/delete", organizations::delete);
        paths.change("/organization/member_add", may::membersOfOrganization, organizations::addMembers);
        paths.change(PATCH, "/organization/member_update", may::membersOfOrganization, organizations::updateMember);
        paths.change(DELETE, "/organization/member_delete", may::membersOfOrganization, organizations::deleteMember);
        paths.show("/organization/info", may::membersOfOrganization, organizations::info);
        paths.showPosted("/organization/info", delegates::any, organizations::infos);
        paths.show("/organization/list", delegates::any, organizations::list);
    }

    private void tags(TagPages tags) {
        paths.change("/tag/new", tags::create);
        paths.change("/tag/update", tags::update);
        paths.change("/tag/delete", tags::delete);
        paths.showPosted("/tag/info", tags::info);
        paths.show("/tag/list", tags::list);
    }

    private void prices(SpendCalculation calculation, ProviderBudgetPages providers) {
        paths.forAllPosted("/spend/calculate", calculation::calculate);
        paths.show("/provider/budgets", ask -> providers.all());
    }

    private void models(ModelPages models) {
        paths.change("/model/new", models::create);
        paths.change("/model/update", models::update);
        paths.change(PATCH, "/model/*/update", models::patch);
        paths.change("/model/delete", models::delete);
        paths.change("/model/block", ask -> models.block(ask, true));
        paths.change("/model/unblock", ask -> models.block(ask, false));
    }

    private void credentials(CredentialPages credentials, CredentialViews views) {
        paths.change("/credentials", credentials::create);
        paths.show("/credentials", views::list);
        paths.show("/credentials/*", views::byName);
        paths.show("/credentials/by_name/*", views::byName);
        paths.show("/credentials/by_model/*", views::byModel);
        paths.change(PATCH, "/credentials/*", credentials::update);
        paths.change(DELETE, "/credentials/*", credentials::delete);
    }

    private void spend(SpendPages spend) {
        paths.show("/spend/keys", spend::keys);
        paths.show("/spend/users", spend::users);
        paths.show("/spend/tags", spend::tags);
        paths.show("/global/spend", spend::all);
        paths.show("/global/spend/keys", spend::topKeys);
        paths.show("/global/spend/models", spend::topModels);
        paths.show("/global/spend/teams", spend::teams);
    }

    private void logs(SpendLogs logs) {
        paths.show("/spend/logs", logs::days);
        paths.show("/spend/logs/v2", logs::rows);
        paths.show("/spend/logs/ui", logs::rows);
        paths.show("/global/spend/logs", logs::month);
    }

    private void reports(SpendReports reports) {
        paths.show("/global/spend/report", reports::report);
        paths.show("/global/spend/tags", reports::tags);
        paths.show("/global/spend/all_tag_names", reports::tagNames);
        paths.show("/global/spend/provider", reports::providers);
        paths.showPosted("/global/spend/end_users", reports::endUsers);
        paths.show("/global/all_end_users", reports::allEndUsers);
    }

    private void activity(ActivityPages activity, Delegates delegates) {
        paths.show("/global/activity", activity::all);
        paths.show("/global/activity/model", activity::models);
        paths.show("/user/daily/activity", ask -> activity.daily(ask, SpendBook.Of.USER, "user_id"));
        paths.show(
                "/team/daily/activity",
                ask -> Delegates.each(
                        ActivityPages.wanted(ask.text("team_ids")), id -> delegates.ofTeamOrItsOrganization(ask, id)),
                ask -> activity.daily(ask, SpendBook.Of.TEAM, "team_ids"));
        paths.show("/customer/daily/activity", ask -> activity.daily(ask, SpendBook.Of.END_USER, "end_user_ids"));
        paths.show(
                "/organization/daily/activity",
                ask -> Delegates.each(
                        ActivityPages.wanted(ask.text("organization_ids")), id -> delegates.ofOrganization(ask, id)),
                activity::dailyOrganizations);
        paths.show("/tag/daily/activity", activity::dailyTags);
    }
}
