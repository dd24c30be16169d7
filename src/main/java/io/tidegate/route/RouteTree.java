package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The routes of one source, arranged by what their filters demand first: one question about the
 * event rules out all routes that want another answer. So a thousand routes that each want another
 * type cost about as much as one.
 */
final class RouteTree {

    /** So few routes are looked at one by one: a question costs as much as a filter. */
    private static final int FEW = 4;

    private final List<Ranked> always;
    private final List<Branch> branches;

    private RouteTree(List<Ranked> always, List<Branch> branches) {
        this.always = always.stream().sorted(Comparator.comparingInt(Ranked::rank)).toList();
        this.branches = List.copyOf(branches);
    }

    /**
     * A route and its place among those of the source.
     *
     * @param rank the place, from 0, as in the configuration
     */
    private record Ranked(int rank, Route route) {}

    /**
     * One question, and what follows from its answers.
     *
     * @param all the routes that ask it: if there is no answer, each of them has failed
     */
    private record Branch(Jq question, Map<Object, RouteTree> answers, List<Ranked> all) {}

    /** The routes in this order. */
    static RouteTree of(List<Route> routes) {
        return grow(
                IntStream.range(0, routes.size())
                        .mapToObj(rank -> new Ranked(rank, routes.get(rank)))
                        .toList(),
                0);
    }

    private static RouteTree grow(List<Ranked> routes, int depth) {
        if (routes.size() <= FEW) {
            return new RouteTree(routes, List.of());
        }
        var always = new ArrayList<Ranked>();
        var branches = new ArrayList<Branch>();
        for (var alike : byQuestion(routes, depth).entrySet()) {
            if (alike.getKey().isEmpty() || alike.getValue().size() <= FEW) {
                always.addAll(alike.getValue());
            } else {
                branches.add(branch(alike.getValue(), depth));
            }
        }
        return new RouteTree(always, branches);
    }

    /** The routes by the text of what they demand at this depth; under "" those without. */
    private static Map<String, List<Ranked>> byQuestion(List<Ranked> routes, int depth) {
        var alike = new LinkedHashMap<String, List<Ranked>>();
        for (Ranked each : routes) {
            var conditions = each.route().conditions();
            var question = depth < conditions.size() ? conditions.get(depth).text() : "";
            alike.computeIfAbsent(question, it -> new ArrayList<>()).add(each);
        }
        return alike;
    }

    private static Branch branch(List<Ranked> routes, int depth) {
        var byAnswer = new LinkedHashMap<Object, List<Ranked>>();
        for (Ranked each : routes) {
            for (Object answer : each.route().conditions().get(depth).answers()) {
                byAnswer.computeIfAbsent(answer, same -> new ArrayList<>()).add(each);
            }
        }
        var answers = new LinkedHashMap<Object, RouteTree>();
        byAnswer.forEach((answer, those) -> answers.put(answer, grow(those, depth + 1)));
        return new Branch(
                routes.get(0).route().conditions().get(depth).question(), answers, routes);
    }

    /** Lets {@code decision} consider the routes that may match, in their order. */
    void consider(JsonNode event, Decision decision) {
        if (branches.isEmpty()) {
            always.forEach(each -> decision.consider(each.route()));
        } else {
            var shortlist = new Shortlist();
            shorten(event, shortlist);
            shortlist.consider(decision);
        }
    }

    private void shorten(JsonNode event, Shortlist shortlist) {
        always.forEach(each -> shortlist.add(each.rank(), each.route()));
        for (Branch branch : branches) {
            try {
                for (JsonNode answer : branch.question().run(event, Route.Filter.MAX_VALUES)) {
                    Condition.Constant.of(answer)
                            .map(branch.answers()::get)
                            .ifPresent(tree -> tree.shorten(event, shortlist));
                }
            } catch (JqFailure failure) {
                branch.all().forEach(each -> shortlist.fail(each.rank(), each.route(), failure));
            }
        }
    }
}
