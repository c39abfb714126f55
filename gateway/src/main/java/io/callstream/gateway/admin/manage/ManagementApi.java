package io.callstream.gateway.admin.manage;

import io.callstream.gateway.config.KeyManagement;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.identity.Identities;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.gateway.server.PageService;
import io.callstream.gateway.server.PageServices;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Which path of the management API is answered by what, and who may ask it. */
public final class ManagementApi {
    private static final String GET = "GET";
    private static final String POST = "POST";

    private final Map<String, Map<String, PageService>> byPath = new HashMap<>();

    private ManagementApi() {}

    /**
     * All of it.
     *
     * @param configured what keys that are made may be
     * @param prices what {@code /spend/calculate} goes by
     * @param random makes keys: must be fit for secrets, and is used by several threads
     * @param executor runs it; may wait
     */
    public static PageServices of(
            Identities identities,
            SpendBook spend,
            KeyManagement configured,
            CallPrices prices,
            Clock clock,
            RandomGenerator random,
            Executor executor) {
        ManagementApi api = new ManagementApi();
        Records records = new Records(identities, clock);
        Spending spending = new EntitySpending(identities, spend, clock);
        Answers answers = new Answers(records, spending);
        KeyPages keys = new KeyPages(records, answers, KeyBounds.of(configured), random);
        api.keys(keys);
        KeyChecks checks = new KeyChecks(records);
        api.add(POST, "/key/health", false, true, checks::health);
        api.add(GET, "/key/aliases", false, true, checks::aliases);
        SpendReset reset = new SpendReset(records, spending);
        api.change("/key/*/reset_spend", reset::key);
        api.change("/global/spend/reset", reset::all);
        api.teams(new TeamPages(records, answers, random));
        api.users(new UserPages(records, answers, keys, random));
        api.customers(new CustomerPages(records, answers));
        api.budgets(new BudgetPages(records, answers, random));
        api.change("/callstream/import", new ImportPages(records)::take);
        SpendQuery query = new SpendQuery(spend);
        api.spend(new SpendPages(records, answers, query));
        api.logs(new SpendLogs(query, records));
        api.reports(new SpendReports(query, records));
        api.activity(new ActivityPages(query, records));
        api.add(POST, "/spend/calculate", false, true, new SpendCalculation(prices)::calculate);
        return new PageServices(api.byPath, executor);
    }

    static ManagementException denied(String path) {
        return new ManagementException(new CallError(
                GatewayError.ROUTE_DENIED,
                "Only proxy admin can be used to generate, delete, update info for new keys/users/teams. Route=" + path,
                null,
                "Only the master key, or the key of a user with the role proxy_admin, may call this path."));
    }

    private void keys(KeyPages keys) {
        change("/key/generate", keys::generate);
        change("/key/update", keys::update);
        change("/key/delete", keys::delete);
        change("/key/regenerate", keys::regenerate);
        change("/key/*/regenerate", keys::regenerate);
        change("/key/block", ask -> keys.block(ask, true));
        change("/key/unblock", ask -> keys.block(ask, false));
        add(GET, "/key/info", false, true, keys::info);
        show("/key/list", keys::list);
    }

    private void teams(TeamPages teams) {
        change("/team/new", teams::create);
        change("/team/update", teams::update);
        change("/team/delete", teams::delete);
        change("/team/member_add", teams::addMembers);
        change("/team/member_delete", teams::deleteMember);
        change("/team/block", ask -> teams.block(ask, true));
        change("/team/unblock", ask -> teams.block(ask, false));
        show("/team/info", teams::info);
        show("/team/list", teams::list);
    }

    private void users(UserPages users) {
        change("/user/new", users::create);
        change("/user/update", users::update);
        change("/user/delete", users::delete);
        show("/user/info", users::info);
        show("/user/list", users::list);
    }

    private void customers(CustomerPages customers) {
        for (String beginning : List.of("/customer", "/end_user")) {
            change(beginning + "/new", customers::create);
            change(beginning + "/update", customers::update);
            change(beginning + "/delete", customers::delete);
            change(beginning + "/block", ask -> customers.block(ask, true));
            change(beginning + "/unblock", ask -> customers.block(ask, false));
            show(beginning + "/info", customers::info);
            show(beginning + "/list", customers::list);
        }
    }

    private void budgets(BudgetPages budgets) {
        change("/budget/new", budgets::create);
        change("/budget/update", budgets::update);
        change("/budget/delete", budgets::delete);
        add(POST, "/budget/info", false, false, budgets::info);
        show("/budget/list", budgets::list);
    }

    private void spend(SpendPages spend) {
        show("/spend/keys", spend::keys);
        show("/spend/users", spend::users);
        show("/spend/tags", spend::tags);
        show("/global/spend", spend::all);
        show("/global/spend/keys", spend::topKeys);
        show("/global/spend/models", spend::topModels);
        show("/global/spend/teams", spend::teams);
    }

    private void logs(SpendLogs logs) {
        show("/spend/logs", logs::days);
        show("/spend/logs/v2", logs::rows);
        show("/spend/logs/ui", logs::rows);
        show("/global/spend/logs", logs::month);
    }

    private void reports(SpendReports reports) {
        show("/global/spend/report", reports::report);
        show("/global/spend/tags", reports::tags);
        show("/global/spend/all_tag_names", reports::tagNames);
        show("/global/spend/provider", reports::providers);
        add(POST, "/global/spend/end_users", false, false, reports::endUsers);
        show("/global/all_end_users", reports::allEndUsers);
    }

    private void activity(ActivityPages activity) {
        show("/global/activity", activity::all);
        show("/global/activity/model", activity::models);
        show("/user/daily/activity", ask -> activity.daily(ask, SpendBook.Of.USER, "user_id"));
        show("/team/daily/activity", ask -> activity.daily(ask, SpendBook.Of.TEAM, "team_ids"));
        show("/customer/daily/activity", ask -> activity.daily(ask, SpendBook.Of.END_USER, "end_user_ids"));
        show("/tag/daily/activity", activity::dailyTags);
    }

    private void change(String path, Function<Ask, Page> page) {
        add(POST, path, true, false, page);
    }

    private void show(String path, Function<Ask, Page> page) {
        add(GET, path, false, false, page);
    }

    private void add(String method, String path, boolean changes, boolean forAll, Function<Ask, Page> page) {
        byPath.computeIfAbsent(path, none -> new LinkedHashMap<>())
                .put(method, request -> answer(request, changes, forAll, page));
    }

    private static Page answer(PageRequest request, boolean changes, boolean forAll, Function<Ask, Page> page) {
        try {
            if (!forAll && !request.caller().grant().manages(request.path(), changes)) {
                throw denied(request.path());
            }
            return page.apply(Ask.of(request));
        } catch (ManagementException e) {
            CallError error = e.error();
            return Page.error(error.error(), error.message(), error.param());
        }
    }
}
