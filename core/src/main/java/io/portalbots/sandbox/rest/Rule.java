package io.portalbots.sandbox.rest;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A row of a table of checks. Tables are lists of rules in the server's order: of several faults at once the earliest
 * row answers.
 *
 * @param applies whether this row is the one
 * @param answer what the portal answers then
 * @param <T> the request as it was read
 */
public record Rule<T>(Predicate<T> applies, Function<T, Answer> answer) {

    /** A row that refuses with status 400. */
    public static <T> Rule<T> refuse(String error, String description, Predicate<T> when) {
        return new Rule<>(when, request -> Answer.refused(error, description));
    }

    /** What the first row that applies answers; empty if the request is sound. */
    public static <T> Optional<Answer> first(List<Rule<T>> table, T request) {
        return table.stream()
                .filter(rule -> rule.applies().test(request))
                .findFirst()
                .map(rule -> rule.answer().apply(request));
    }
}
