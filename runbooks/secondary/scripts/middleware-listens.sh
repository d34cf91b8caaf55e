# $1: the service. Checks that one of its processes listens. A service that need not listen always passes.
name=${1%.service}
case "$name" in
  nginx | openresty | apache2 | httpd | haproxy | squid | php*-fpm) ;;
  named | bind9 | unbound | postfix | dovecot | ssh | sshd) ;;
  mysql | mysqld | mariadb | postgresql* | redis* | memcached | tomcat*) ;;
  *) exit 0 ;;
esac
main=$(systemctl show --property=MainPID "$1")
main=${main#MainPID=}
# A unit that only groups other units has no process of its own.
if test "${main:-0}" = 0; then exit 0; fi
all=$main next=$main
while test -n "$next"; do
  next=$(pgrep -P "$(echo "$next" | tr '\n ' ',,' | sed 's/,*$//')" || true)
  all="$all $next"
done
sockets=$(ss -H -l -n -t -u -x -p)
for id in $all; do
  case "$sockets" in *"pid=$id,"*) exit 0 ;; esac
done
exit 1
