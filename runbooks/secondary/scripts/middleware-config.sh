# $1: the service. Runs the service's own check of its configuration, if one is known.
name=${1%.service}
case "$name" in
  nginx | openresty) exec "$name" -t ;;
  apache2) exec apache2ctl configtest ;;
  httpd) exec apachectl configtest ;;
  named | bind9) exec named-checkconf ;;
  haproxy) exec haproxy -c -f /etc/haproxy/haproxy.cfg ;;
  php*-fpm) version=${name#php}; exec "php-fpm${version%-fpm}" -t ;;
  php-fpm) exec php-fpm -t ;;
  postfix) exec postfix check ;;
  dovecot) exec doveconf -n ;;
  squid) exec squid -k parse ;;
  unbound) exec unbound-checkconf ;;
  rsyslog) exec rsyslogd -N1 ;;
  ssh | sshd) exec sshd -t ;;
  *) echo "no check of its configuration is known for $name" ;;
esac
