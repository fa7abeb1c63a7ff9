package io.portalbots.sandbox.model;

/**
 * A human being on a portal.
 *
 * @param name first name, and a last name after a space if there is one
 * @param admin may administer the portal
 * @param extranet an external partner with restricted access
 * @param connector an external customer who writes through an Open Channel
 * @param language two-letter code of the person's interface language
 */
public record Person(
        int id, String name, String gender, boolean admin, boolean extranet, boolean connector, String language)
        implements Member {

    /** What stands before the first space of the name. */
    @Override
    public String firstName() {
        return name.split(" ", 2)[0];
    }

    /** What stands after the first space of the name, or nothing. */
    @Override
    public String lastName() {
        return name.substring(firstName().length()).strip();
    }
}
