package io.callstream.gateway.admin.manage;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.PageRequest;
import io.callstream.gateway.server.PageService;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Paths of the management API while they are put together, with who may ask them. */
final class PathTable {
    private static final String GET = "GET";
    private static final String POST = "POST";

    private static final Predicate<Ask> NOBODY = ask -> false;
    private static final Predicate<Ask> EVERYBODY = ask -> true;

    private final Map<String, Map<String, PageService>> byPath = new HashMap<>();

    Map<String, Map<String, PageService>> byPath() {
        return byPath;
    }

    /** For those who may change things. */
    void change(String path, Function<Ask, Page> page) {
        change(path, NOBODY, page);
    }

    /** And for those who manage the part that the request is about. */
    void change(String path, Predicate<Ask> delegated, Function<Ask, Page> page) {
        add(POST, path, true, delegated, page);
    }

    /** As {@link #change}, by a method that LiteLLM has for it, and by POST as its older scripts do. */
    void change(String method, String path, Function<Ask, Page> page) {
        change(method, path, NOBODY, page);
    }

    void change(String method, String path, Predicate<Ask> delegated, Function<Ask, Page> page) {
        List.of(method, POST).forEach(each -> add(each, path, true, delegated, page));
    }

    /** For those who may look. */
    void show(String path, Function<Ask, Page> page) {
        show(path, NOBODY, page);
    }

    void show(String path, Predicate<Ask> delegated, Function<Ask, Page> page) {
        add(GET, path, false, delegated, page);
    }

    /** As {@link #show}, where the question is posted. */
    void showPosted(String path, Function<Ask, Page> page) {
        showPosted(path, NOBODY, page);
    }

    void showPosted(String path, Predicate<Ask> delegated, Function<Ask, Page> page) {
        add(POST, path, false, delegated, page);
    }

    /** For every key. */
    void forAll(String path, Function<Ask, Page> page) {
        add(GET, path, false, EVERYBODY, page);
    }

    void forAllPosted(String path, Function<Ask, Page> page) {
        add(POST, path, false, EVERYBODY, page);
    }

    private void add(String method, String path, boolean changes, Predicate<Ask> delegated, Function<Ask, Page> page) {
        byPath.computeIfAbsent(path, none -> new LinkedHashMap<>())
                .put(method, request -> answer(request, changes, delegated, page));
    }

    private static Page answer(
            PageRequest request, boolean changes, Predicate<Ask> delegated, Function<Ask, Page> page) {
        try {
            Ask ask = Ask.of(request);
            boolean may = delegated == EVERYBODY
                    || ask.grant().manages(request.path(), changes)
                    || ask.grant().reaches(request.path(), changes) && delegated.test(ask);
            if (!may) {
                throw denied(request.path());
            }
            return page.apply(ask);
        } catch (ManagementException e) {
            CallError error = e.error();
            return Page.error(error.error(), error.message(), error.param());
        }
    }

    static ManagementException denied(String path) {
        return new ManagementException(new CallError(
                GatewayError.ROUTE_DENIED,
                "Only proxy admin can be used to generate, delete, update info for new keys/users/teams. Route=" + path,
                null,
                "Only the master key, or the key of a user with the role proxy_admin, may call this path; who administers an"
                        + " organization or a team may change what belongs to it."));
    }
}
