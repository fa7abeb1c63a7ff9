package io.portalbots.registry.doctor;

import java.util.List;
import java.util.Optional;

/**
 * Why people do not see an app, or that nothing is known to keep it from them.
 *
 * @param findings one for each link, in their order
 */
public record Diagnosis(List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** What has to hold so that people see an app. What a later one lacks may follow from an earlier one. */
    public enum Link {
        PLUGIN,
        PERMISSION,
        TENANT,
        SETTINGS,
        PLAN,
        ANSWER,
        BRAKES,
        VISIBILITY,
        INSTALLATION,
        AUDIENCE,
        MESSENGER
    }

    /** How a link is. */
    public enum State {
        OK,
        BROKEN,
        /** We have no way to tell. */
        UNKNOWN
    }

    /**
     * What was found of one link.
     *
     * @param said what is so, for people
     * @param advice what to do about it; empty if there is nothing to be done
     */
    public record Finding(Link link, State state, String said, String advice) {}

    /** The first link that is broken; what is to be done is its advice. */
    public Optional<Finding> broken() {
        return findings.stream()
                .filter(finding -> finding.state() == State.BROKEN)
                .findFirst();
    }
}
