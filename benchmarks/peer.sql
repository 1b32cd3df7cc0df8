-- Redmine filled like a sample of Accord: one project, 8 categories, 40 owners, :size issues with ten journals each.
-- Redmine's own program made the tables. Run again, it begins from nothing.
TRUNCATE issues, journals, journal_details, projects, projects_trackers, issue_categories, enabled_modules, members,
  member_roles, watchers RESTART IDENTITY;
DELETE FROM users WHERE id > 1000;
UPDATE users SET hashed_password = :'hashed', salt = :'salt', must_change_passwd = false, language = 'en',
  mail_notification = 'none' WHERE login = 'admin';
DELETE FROM settings WHERE name IN ('per_page_options', 'notified_events', 'default_language');
INSERT INTO settings (name, value) VALUES ('per_page_options', '50'), ('default_language', 'en'),
  ('notified_events', E'---\n- none\n');

INSERT INTO users (id, login, firstname, lastname, type, status, mail_notification, language)
  SELECT 1000 + n, 'owner' || n, 'Owner', 'Number ' || n, 'User', 1, 'none', 'en' FROM generate_series(1, 40) n;
INSERT INTO projects (name, identifier, status, lft, rgt, created_on, updated_on)
  VALUES ('Sample', 'sample', 1, 1, 2, now(), now());
INSERT INTO projects_trackers (project_id, tracker_id) SELECT 1, id FROM trackers;
INSERT INTO enabled_modules (project_id, name) VALUES (1, 'issue_tracking');
INSERT INTO members (user_id, project_id, created_on) SELECT 1000 + n, 1, now() FROM generate_series(1, 40) n;
INSERT INTO member_roles (member_id, role_id) SELECT id, 4 FROM members;
INSERT INTO issue_categories (project_id, name) SELECT 1, 'Sector ' || n FROM generate_series(1, 8) n;

INSERT INTO issues (tracker_id, project_id, subject, description, due_date, category_id, status_id, assigned_to_id,
    priority_id, author_id, created_on, updated_on, start_date, root_id, lft, rgt)
  SELECT 1 + n % 3, 1, 'Build section ' || n || ' of the border bridge',
    repeat('The sides agreed to build the section and to report on it every quarter. ', 4),
    current_date + (n % 700 - 350), 1 + n % 8, 1 + n % 6, 1001 + n % 40, 1 + n % 5, 1,
    now() - (n % 700 + 1) * interval '1 day', now() - (n % 90) * interval '1 day', current_date - 700, n, 1, 2
  FROM generate_series(1, :size) n;
INSERT INTO journals (journalized_id, journalized_type, user_id, notes, created_on)
  SELECT n, 'Issue', 1001 + (n + k) % 40, 'The working group met and settled point ' || k || ' of ten.',
    now() - (700 - k * 60) * interval '1 day'
  FROM generate_series(1, :size) n, generate_series(1, 10) k;
INSERT INTO journal_details (journal_id, property, prop_key, old_value, value)
  SELECT id, 'attr', 'status_id', 1 + id % 5, 2 + id % 5 FROM journals WHERE id % 3 = 0;
VACUUM ANALYZE;
