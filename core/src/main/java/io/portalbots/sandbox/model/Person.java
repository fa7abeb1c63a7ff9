package io.portalbots.sandbox.model;

/**
 * A human being on a portal.
 *
 * @param name first name, and a last name after a space if there is one
 * @param admin may administer the portal
 * @param extranet an external partner with restricted access
 * @param connector an external customer who writes through an Open Channel
 * @param language two-letter code of the person's interface language
 * @param dismissed no longer an employee: kept, but unable to log in
 */
public record Person(
        int id,
        String name,
        String gender,
        boolean admin,
        boolean extranet,
        boolean connector,
        String language,
        boolean dismissed)
        implements Member {

    /** Somebody who is there. */
    public Person(
            int id, String name, String gender, boolean admin, boolean extranet, boolean connector, String language) {
        this(id, name, gender, admin, extranet, connector, language, false);
    }

    /** The same person, an administrator or not, dismissed or not. */
    public Person as(boolean administrator, boolean gone) {
        return new Person(id, name, gender, administrator, extranet, connector, language, gone);
    }

    /** The same person by another name. */
    public Person named(String another) {
        return new Person(id, another, gender, admin, extranet, connector, language, dismissed);
    }

    /** Whether the person can log in on the portal: customers of an Open Channel never can. */
    public boolean logsIn() {
        return !dismissed && !connector;
    }

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
