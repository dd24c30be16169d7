package io.tidegate.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
     * @param answers what is left if the answer is this constant
     * @param affixes what is left if it is a text that begins or ends so
     * @param textOnly the routes that have to be looked at if the answer is no text
     * @param all the routes that ask it: if there is no answer, each of them has failed
     */
    private record Branch(
            Jq question,
            Map<Object, RouteTree> answers,
            Map<Affix, RouteTree> affixes,
            List<Ranked> textOnly,
            List<Ranked> all) {

        void shorten(JsonNode answer, JsonNode event, Shortlist shortlist) {
            Condition.Constant.of(answer)
                    .map(answers::get)
                    .ifPresent(tree -> tree.shorten(event, shortlist));
            if (Affix.canJudge(answer)) {
                affixes.forEach(
                        (affix, tree) -> {
                            if (affix.holds(answer)) {
                                tree.shorten(event, shortlist);
                            }
                        });
            } else {
                textOnly.forEach(each -> shortlist.add(each.rank(), each.route()));
            }
        }
    }

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
        Function<Ranked, Condition> condition = it -> it.route().conditions().get(depth);
        return new Branch(
                condition.apply(routes.get(0)).question(),
                trees(routes, it -> condition.apply(it).answers(), depth),
                trees(routes, it -> condition.apply(it).affixes(), depth),
                routes.stream().filter(it -> !condition.apply(it).affixes().isEmpty()).toList(),
                routes);
    }

    /** What is left of the routes by each of the keys that they have. */
    private static <K> Map<K, RouteTree> trees(
            List<Ranked> routes, Function<Ranked, Set<K>> keys, int depth) {
        var byKey = new LinkedHashMap<K, List<Ranked>>();
        for (Ranked each : routes) {
            keys.apply(each)
                    .forEach(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(each));
        }
        var trees = new LinkedHashMap<K, RouteTree>();
        byKey.forEach((key, those) -> trees.put(key, grow(those, depth + 1)));
        return trees;
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
                    branch.shorten(answer, event, shortlist);
                }
            } catch (JqFailure failure) {
                branch.all().forEach(each -> shortlist.fail(each.rank(), each.route(), failure));
            }
        }
    }
}
